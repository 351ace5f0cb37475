-- What the old system said, for each point and day of the campus: numbers only.
create table legacy_counts (
  campus integer not null references campuses on delete cascade,
  point text not null,
  day date not null,
  yes integer not null default 0,
  no integer not null default 0,
  silent integer not null default 0,
  -- Said yes where our point was closed, so that nothing opened.
  closed_yes integer not null default 0,
  last_yes_at timestamptz,
  primary key (campus, point, day)
);
