-- Tokens rest as SHA-256 digests, openids as keyed digests: a dump tells neither whose WeChat it is nor lets anybody in.

create table wechat_sessions (
  digest bytea primary key,
  campus integer not null references campuses on delete cascade,
  openid bytea not null,
  -- Who signed in with the campus account, once somebody did.
  person uuid references people on delete cascade,
  signed_in_at timestamptz,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index wechat_sessions_by_expiry on wechat_sessions (expires_at);
create index wechat_sessions_by_person on wechat_sessions (campus, person) where person is not null;

-- A sign-in under way: begun by a session, taken to the campus's sign-in page in a web view, and proven by a code that
-- only that web view has seen.
create table wechat_sign_ins (
  digest bytea primary key,
  campus integer not null references campuses on delete cascade,
  session bytea not null references wechat_sessions on delete cascade,
  person uuid references people on delete cascade,
  code_digest bytea,
  tries integer not null default 0,
  expires_at timestamptz not null
);
create index wechat_sign_ins_by_session on wechat_sign_ins (session);
create index wechat_sign_ins_by_expiry on wechat_sign_ins (expires_at);

-- Whose WeChat linked a person's phone: the same one may take its place again after its storage was cleared.
create table wechat_phones (
  campus integer not null references campuses on delete cascade,
  person uuid not null references people on delete cascade,
  openid bytea not null,
  -- Digest of the hub's token of the phone.
  device bytea not null,
  linked_at timestamptz not null,
  primary key (campus, person)
);

-- Screen captures that a phone reported.
create table wechat_captures (
  id bigint generated always as identity primary key,
  campus integer not null references campuses on delete cascade,
  person uuid not null references people on delete cascade,
  at timestamptz not null
);
create index wechat_captures_by_person on wechat_captures (campus, person, at desc);
