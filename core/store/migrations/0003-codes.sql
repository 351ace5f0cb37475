-- Keys by purpose, the numbered list that devices pin, and the root that signs it.

create table root_keys (
  campus integer primary key references campuses on delete cascade,
  public_key bytea not null,
  -- Sealed; null when the root is kept outside the hub.
  private_key bytea,
  created_at timestamptz not null default now()
);

create table signing_keys (
  campus integer not null references campuses on delete cascade,
  key integer not null check (key between 1 and 65535),
  purpose text not null check (purpose in ('code', 'pass', 'bundle')),
  public_key bytea not null,
  private_key bytea not null,
  not_before timestamptz not null,
  not_after timestamptz not null,
  withdrawn_at timestamptz,
  primary key (campus, key)
);

create table key_lists (
  campus integer not null references campuses on delete cascade,
  number integer not null,
  document bytea not null,
  created_at timestamptz not null default now(),
  primary key (campus, number)
);
