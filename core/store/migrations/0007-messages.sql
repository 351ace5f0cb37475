-- Messages to people: desired, attempted, acknowledged (design section 6).

create table messages (
  id uuid primary key default gen_random_uuid(),
  campus integer not null references campuses on delete cascade,
  kind text not null,
  channel text not null check (channel in ('email', 'sms')),
  state text not null check (state in
    ('queued', 'sending', 'accepted', 'delivered', 'uncertain', 'failed', 'expired', 'cancelled')),
  -- A stable code; never what was sent or answered.
  cause text,
  -- It was in flight when its hub died: it may have arrived twice, under one Message-ID.
  uncertain boolean not null default false,
  visit uuid references visits on delete cascade,
  visitor uuid references visitors on delete cascade,
  language text not null,
  -- Recipient and the template's values, sealed; emptied when nothing is to be sent any more.
  content bytea,
  -- What must not be told twice.
  dedupe text not null,
  provider_id text,
  attempt integer not null default 0,
  -- Not sent after it.
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  unique (campus, dedupe)
);
create index messages_by_visitor on messages (visitor, created_at desc);
create index messages_by_visit on messages (visit, created_at desc);
create index messages_by_campus on messages (campus, created_at desc, id desc);
create index messages_by_provider on messages (campus, channel, provider_id) where provider_id is not null;
-- What is to be forgotten, and when.
create index messages_to_forget on messages (expires_at) where content is not null;
