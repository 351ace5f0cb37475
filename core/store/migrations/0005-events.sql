-- Decisions that happened, each recorded once.

create table events (
  id bigint generated always as identity primary key,
  campus integer not null references campuses on delete cascade,
  point text not null,
  device text not null,
  request_id text not null,
  at timestamptz not null,
  outcome text not null check (outcome in ('grant', 'deny')),
  reason text not null,
  rule text,
  version integer not null,
  -- What the text proved to say; the text itself is never kept.
  handle text,
  step bigint,
  -- The stored answer is replayed for it.
  unique (campus, device, request_id)
);
-- Single use (design section 5): one grant per point and code. Being an index of the event itself it can
-- neither be forgotten nor outlive the event. A released point grants everybody and leaves step null.
create unique index events_single_use on events (campus, point, handle, step) where outcome = 'grant';
create index events_by_campus on events (campus, id desc);
