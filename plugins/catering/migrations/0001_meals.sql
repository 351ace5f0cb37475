-- What tills asked for, one row a decision: asking again gives the same answer, and an entitlement is taken once.
create table catering_meals (
  id uuid primary key default gen_random_uuid(),
  campus integer not null references campuses on delete cascade,
  -- The hub's event: unique for (device, requestId).
  decision bigint not null,
  device text not null,
  point text not null,
  -- Stands for the person at this plugin only; a new phone or handle is still the same person.
  subject bytea not null,
  -- The campus's day on which the period began.
  day date not null,
  period text not null,
  price_group text not null,
  price numeric(10, 2) not null,
  entitlement text not null check (entitlement in ('taken', 'used', 'none')),
  -- Which of the period's meals was taken, from 1.
  slot integer check ((slot is null) <> (entitlement = 'taken')),
  -- When it was taken: by this row, or where this one came too late by the earlier one.
  taken_at timestamptz,
  reversed_at timestamptz,
  reversal_audited boolean not null default false,
  unique (campus, decision)
);
-- However many tills ask in one instant: the index lets one of them in.
create unique index catering_meals_once on catering_meals (campus, subject, day, period, slot)
  where slot is not null and reversed_at is null;
create index catering_meals_by_day on catering_meals (campus, day);
