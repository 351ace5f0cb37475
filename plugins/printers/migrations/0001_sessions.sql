-- Who is signed in at a panel, by the decision that let her in: names stay with the hub.
create table printers_sessions (
  id uuid primary key default gen_random_uuid(),
  campus integer not null references campuses on delete cascade,
  -- The hub's event: asking again with the same request id finds this row.
  decision bigint not null,
  device text not null,
  point text not null,
  opened_at timestamptz not null,
  -- When she last did something, by the hub's clock.
  active_at timestamptz not null,
  ended_at timestamptz,
  ended_by text check (ended_by in ('log_out', 'idle', 'another_code', 'right_lost')),
  check ((ended_at is null) = (ended_by is null)),
  unique (campus, decision)
);
-- One session a panel, also when two codes are read in the same instant.
create unique index printers_sessions_one on printers_sessions (campus, device, point) where ended_at is null;
create index printers_sessions_by_end on printers_sessions (campus, ended_at) where ended_at is not null;
