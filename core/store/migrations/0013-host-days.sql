-- How many visitors a host has had told on a day of the campus: text messages cost money.

create table host_days (
  campus integer not null references campuses on delete cascade,
  host uuid not null references people on delete cascade,
  day date not null,
  visitors integer not null,
  primary key (host, day)
);
create index host_days_by_day on host_days (day);

-- A visitor who is deleted takes links and handles along: without these each one is sought through all of them.
create index visit_links_by_visitor on visit_links (visitor) where visitor is not null;
create index handles_by_visitor on handles (visitor) where visitor is not null;
