-- Vendor devices, what they should hold and what they confirmed that they hold.

create table devices (
  campus integer not null references campuses on delete cascade,
  id text not null,
  plugin text not null,
  kind text not null,
  name jsonb not null,
  points text[] not null,
  -- SHA-256 of the device's token.
  token_digest bytea not null,
  withdrawn_at timestamptz,
  primary key (campus, id)
);
create unique index devices_by_token on devices (token_digest) where withdrawn_at is null;

create table device_states (
  campus integer not null,
  device text not null,
  online boolean not null default false,
  -- The connection whose state this is; a will of an older one is ignored.
  connection text,
  seen_at timestamptz,
  desired_version integer,
  applied_version integer,
  applied_at timestamptz,
  problem text,
  primary key (campus, device),
  foreign key (campus, device) references devices (campus, id) on delete cascade
);
