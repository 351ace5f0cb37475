-- Who decided what the hub itself could not read, and decisions on their way to the message broker.

-- The other system that said yes, such as 'legacy'.
alter table events add column origin text;
-- Keyed digest of a text that is not ours, where somebody else was asked about it: the same text again gets the same
-- answer. The text itself is never kept.
alter table events add column foreign_digest bytea;
create index events_by_foreign on events (campus, foreign_digest, at desc) where foreign_digest is not null;
-- Counts of the last days. Events are appended in time's order, so a summary of each range of pages is enough, and
-- costs an insert next to nothing.
create index events_by_time on events using brin (at) with (pages_per_range = 32, autosummarize = on);

-- Decisions that the broker has not confirmed yet; the event holds what is told of them. No references: this table is
-- written with each decision, and a row whose event is gone is thrown away.
create table events_out (
  event bigint primary key,
  since timestamptz not null default now()
);
