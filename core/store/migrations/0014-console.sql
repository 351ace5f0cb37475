-- What the console's overview and its search of events ask, answered without walking over events.
--
-- Nothing here touches events themselves: an index made in this transaction would keep every gate's event waiting until
-- five million rows are read. Those indexes are made beside the traffic, one after the other, by core/store/events-index.ts;
-- the counts of what happened before this migration are filled in afterwards, in bounded steps, by core/store/events-minutes.ts.

-- Decisions by minute of their own time. An empty point stands for the whole campus, so that its hour is a few hundred
-- rows whatever the number of points.
create table event_minutes (
  campus integer not null references campuses on delete cascade,
  point text not null,
  minute timestamptz not null,
  outcome text not null,
  reason text not null,
  n integer not null,
  primary key (campus, point, minute, outcome, reason)
) with (fillfactor = 80);
-- What is thrown away.
create index event_minutes_by_time on event_minutes using brin (minute) with (pages_per_range = 16, autosummarize = on);

-- Up to which event they are counted: everything after `behind` and up to `ahead`, and in the end everything.
create table event_minutes_done (
  one boolean primary key default true check (one),
  behind bigint not null,
  ahead bigint not null
);

-- Messages and visits are few, and no gate waits for them.
create index messages_failed on messages (campus, changed_at) where state = 'failed';
create index visits_expected on visits (campus, begins_at) where state = 'approved';
