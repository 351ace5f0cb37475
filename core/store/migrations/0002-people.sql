-- People, their right to codes, the one phone that shows them, and the handles that stand for them.

create table people (
  id uuid primary key default gen_random_uuid(),
  campus integer not null references campuses on delete cascade,
  -- Which plugin's which source told us of this person.
  source text not null,
  -- Keyed digests: joining and sign-in need equality only, so neither number nor name rests in clear.
  key_digest bytea not null,
  login_digest bytea,
  -- Name, e-mail, mobile, number, login name and who confirmed duty: sealed under GATEHOUSE_SECRET.
  personal bytea not null,
  -- What eligibility and groups are judged by; nothing that names anybody.
  facts jsonb not null,
  groups integer[] not null default '{}',
  -- Digest of the record as it came, so that an unchanged feed writes nothing.
  record_digest bytea not null,
  left_at timestamptz,
  changed_at timestamptz not null default now(),
  unique (campus, source, key_digest)
);
create index people_by_login on people (campus, login_digest);
create index people_by_key on people (campus, key_digest);

create table credentials (
  id uuid primary key default gen_random_uuid(),
  campus integer not null references campuses on delete cascade,
  person uuid not null unique references people on delete cascade,
  state text not null check (state in ('pending', 'active', 'frozen', 'suspended', 'revoked')),
  reason text not null,
  since timestamptz not null default now()
);

create table linked_devices (
  id uuid primary key default gen_random_uuid(),
  campus integer not null references campuses on delete cascade,
  credential uuid not null references credentials on delete cascade,
  label text not null,
  -- SHA-256 of the token that the phone keeps.
  token_digest bytea not null unique,
  -- Notice ids and the versions that were accepted.
  accepted jsonb not null default '{}',
  linked_at timestamptz not null,
  ended_at timestamptz,
  ended_by text
);
-- One phone at a time, also when two link in the same instant.
create unique index linked_devices_one on linked_devices (credential) where ended_at is null;

create table handles (
  campus integer not null references campuses on delete cascade,
  handle text not null check (handle ~ '^[0-9a-f]{16}$'),
  credential uuid not null references credentials on delete cascade,
  device uuid references linked_devices on delete set null,
  -- The campus's local day.
  day date not null,
  until timestamptz not null,
  groups integer[] not null,
  voided_at timestamptz,
  primary key (campus, handle)
);
create unique index handles_one_a_day on handles (credential, day) where voided_at is null;
create index handles_by_until on handles (until);

create table voids (
  campus integer not null references campuses on delete cascade,
  handle text not null,
  until timestamptz not null,
  what jsonb not null,
  at timestamptz not null default now(),
  primary key (campus, handle)
);
create index voids_by_until on voids (campus, until);

-- How a source's last pull ended, and what a stopped pull waits for.
create table pulls (
  campus integer not null references campuses on delete cascade,
  source text not null,
  cursor text,
  started_at timestamptz not null,
  ended_at timestamptz,
  outcome text,
  counts jsonb not null default '{}',
  problems jsonb not null default '[]',
  primary key (campus, source)
);

create table sessions (
  digest bytea primary key,
  campus integer not null references campuses on delete cascade,
  person uuid references people on delete cascade,
  login_digest bytea not null,
  -- Name and login name of who signed in, sealed.
  personal bytea not null,
  affiliation text,
  roles text[] not null default '{}',
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index sessions_by_expiry on sessions (expires_at);
create index sessions_by_person on sessions (person);
