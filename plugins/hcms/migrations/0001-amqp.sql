-- The newest event of each worker that a feed of events told: what is older and comes later changes nothing.
create table hcms_amqp_seen (
  campus integer not null references campuses on delete cascade,
  feed text not null,
  -- Keyed digest of the worker's number.
  worker bytea not null,
  -- The event's sequence, or its time in epoch milliseconds, as the feed's settings say.
  position bigint not null,
  primary key (campus, feed, worker)
);
