-- A campus and what its file says; the feed that nodes follow; who changed what.

create table campuses (
  number integer primary key check (number between 1 and 65535),
  slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
  -- The checked campus file, for reading back; secrets stand in it as ${env:NAME} only.
  file jsonb not null,
  file_digest text not null,
  policy_version integer not null default 0,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now()
);

-- One row per campus: updating it is the last statement of a change, so that feed order is commit order.
create table campus_feed (
  campus integer primary key references campuses on delete cascade,
  n bigint not null default 0
);

create table feed (
  campus integer not null references campuses on delete cascade,
  n bigint not null,
  -- What changed: policy, voids, keys, devices, plugins.
  kinds text[] not null,
  -- Handles whose void changed; null with kind voids means: read them all again.
  handles text[],
  at timestamptz not null default now(),
  primary key (campus, n)
);

create table audit (
  id bigint generated always as identity primary key,
  campus integer not null references campuses on delete cascade,
  at timestamptz not null default now(),
  -- 'admin:<session subject>', 'holder:<person>', 'device:<id>', 'plugin:<name>', 'file:<name>', 'hub'.
  actor text not null,
  action text not null,
  subject text not null,
  detail jsonb not null default '{}'
);
create index audit_by_campus on audit (campus, id desc);

-- Numbers that codes carry. A number is never used again, so rows stay when the file drops the thing.
create table points (
  campus integer not null references campuses on delete cascade,
  id text not null,
  number integer not null check (number between 1 and 65535),
  dropped_at timestamptz,
  primary key (campus, id),
  unique (campus, number)
);
create table groups (
  campus integer not null references campuses on delete cascade,
  id text not null,
  number integer not null check (number between 1 and 65535),
  dropped_at timestamptz,
  primary key (campus, id),
  unique (campus, number)
);

-- Every version that ever decided, so that any old decision can be explained.
create table policy_versions (
  campus integer not null references campuses on delete cascade,
  version integer not null,
  source jsonb not null,
  created_at timestamptz not null default now(),
  primary key (campus, version)
);

create table plugin_settings (
  campus integer not null references campuses on delete cascade,
  plugin text not null,
  enabled boolean not null,
  -- Secrets are sealed strings or ${env:NAME}.
  settings jsonb not null default '{}',
  version integer not null default 1,
  changed_at timestamptz not null default now(),
  primary key (campus, plugin)
);

-- A job asked for in the same transaction as the change that needs it (design section 6).
create table outbox (
  id bigint generated always as identity primary key,
  campus integer not null references campuses on delete cascade,
  kind text not null,
  payload jsonb not null,
  created_at timestamptz not null default now(),
  due_at timestamptz not null default now(),
  lease_until timestamptz,
  attempt integer not null default 0,
  error text,
  done_at timestamptz,
  dead_at timestamptz
);
create index outbox_open on outbox (due_at) where done_at is null and dead_at is null;
create index outbox_open_by_kind on outbox (campus, kind) where done_at is null and dead_at is null;
