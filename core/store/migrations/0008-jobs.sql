-- Jobs that a commit asked for are told to every node, so that nobody has to wait for the next sweep. The fact is the row.

-- A message of PostgreSQL holds 8,000 bytes: a hundred jobs to each, as "<id> <kind>".
create function tell_asked_jobs() returns trigger language plpgsql as $$
begin
  perform pg_notify('gatehouse_jobs', string_agg(id || ' ' || kind, ',' order by id))
  from (select id, kind, (row_number() over (order by id) - 1) / 100 as part from asked) as numbered
  group by part;
  return null;
end $$;

create trigger outbox_asked after insert on outbox
  referencing new table as asked
  for each statement execute function tell_asked_jobs();

-- A kind of which few may run at once must not make a claim walk over all that wait.
create index outbox_due on outbox (kind, due_at, id) where done_at is null and dead_at is null;
create index outbox_dead on outbox (campus, id) where dead_at is not null;
