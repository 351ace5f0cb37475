-- Decisions of each point and day, for pages that look back over weeks: 5,000,000 events are not read for them.

-- The day is the campus's own. Filled with event_minutes, by core/store/events-minutes.ts.
create table event_point_days (
  campus integer not null references campuses on delete cascade,
  day date not null,
  point text not null,
  permitted integer not null,
  by_origin integer not null,
  released integer not null,
  refused integer not null,
  primary key (campus, day, point)
);

-- What was counted before this table was there is counted again, beside the traffic, into both.
truncate event_minutes, event_minutes_done;
