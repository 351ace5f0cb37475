-- The sign-in's own tables. Ids that are secrets (codes, tokens, cookies) rest as SHA-256 digests only; what the provider
-- remembers of them, and whatever names a person, is sealed under GATEHOUSE_SECRET.

create table sso_keys (
  campus integer not null references campuses on delete cascade,
  alg text not null check (alg in ('ES256', 'RS256')),
  -- The private key as a JWK.
  sealed bytea not null,
  created_at timestamptz not null default now(),
  primary key (campus, alg)
);

create table sso_accounts (
  id uuid primary key default gen_random_uuid(),
  campus integer not null references campuses on delete cascade,
  -- Keyed digest of what joins to HR; of the DN where the directory has no such number.
  key_digest bytea not null,
  -- Names, number, e-mail, DN.
  personal bytea not null,
  affiliation text,
  -- When the directory last knew the account.
  checked_at timestamptz not null,
  ended_at timestamptz,
  unique (campus, key_digest)
);

-- Sessions, codes, tokens, grants and sign-ins under way, as oidc-provider models them.
create table sso_models (
  campus integer not null references campuses on delete cascade,
  model text not null,
  id bytea not null,
  grant_id bytea,
  uid bytea,
  account uuid references sso_accounts on delete cascade,
  payload bytea not null,
  consumed_at timestamptz,
  expires_at timestamptz not null,
  primary key (campus, model, id)
);
create index sso_models_by_grant on sso_models (campus, grant_id) where grant_id is not null;
create index sso_models_by_uid on sso_models (campus, model, uid) where uid is not null;
create index sso_models_by_account on sso_models (account) where account is not null;
create index sso_models_by_expiry on sso_models (expires_at);

-- Failed sign-ins per name and per address, both as keyed digests, counted before the password is looked at.
create table sso_attempts (
  campus integer not null references campuses on delete cascade,
  kind text not null check (kind in ('name', 'address')),
  subject bytea not null,
  failures integer not null check (failures >= 0),
  last_at timestamptz not null,
  blocked_until timestamptz,
  primary key (campus, kind, subject)
);
create index sso_attempts_by_last on sso_attempts (last_at);
