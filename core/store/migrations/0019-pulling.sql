-- Who pulls whose people, and what came so far. While a source is read, for minutes, no transaction is open and no
-- connection is held: an old transaction keeps the whole database from being tidied.
--
-- Neither is logged: a server that crashed forgets lease and stage together, so that half a stage is never taken for a
-- whole one. Whoever has lost the lease can write no more into the stage.

create unlogged table pull_leases (
  pull uuid primary key default gen_random_uuid(),
  campus integer not null references campuses on delete cascade,
  source text not null,
  until timestamptz not null,
  unique (campus, source)
);

create unlogged table people_staged (
  pull uuid not null references pull_leases on delete cascade,
  key_digest bytea not null,
  kind text not null,
  known boolean,
  login_digest bytea,
  personal bytea,
  facts jsonb,
  groups integer[],
  record_digest bytea,
  reason text,
  name_words bigint[],
  primary key (pull, key_digest)
);
