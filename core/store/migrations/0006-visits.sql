-- Appointments, who comes, the links that lead to a pass, and the handles that stand for visitors in codes.

create table visits (
  id uuid primary key default gen_random_uuid(),
  campus integer not null references campuses on delete cascade,
  kind text not null check (kind in ('foreign', 'mainland', 'alumni', 'group')),
  state text not null check (state in ('requested', 'approved', 'declined', 'cancelled')),
  -- Raised by every change: the calendar's SEQUENCE.
  version integer not null default 0,
  -- Whoever invites; null where an alumna books for herself. Their name as it was, sealed.
  host uuid references people on delete set null,
  -- Host's name and address, purpose, note, group's name: sealed under GATEHOUSE_SECRET.
  personal bytea not null,
  begins_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > begins_at),
  points text[] not null,
  group_size integer,
  group_open boolean,
  -- The same request sent again (Idempotency-Key, or a row of a batch) is the same visit.
  request_key bytea,
  -- What that request said: another one under its key is refused.
  request_digest bytea,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now()
);
create unique index visits_by_request on visits (campus, request_key) where request_key is not null;
create index visits_by_host on visits (campus, host, begins_at, id);
create index visits_waiting on visits (campus, begins_at, id) where state = 'requested';
create index visits_by_end on visits (ends_at);

create table visitors (
  id uuid primary key default gen_random_uuid(),
  campus integer not null references campuses on delete cascade,
  visit uuid not null references visits on delete cascade,
  way text not null check (way in ('foreign', 'mainland')),
  -- Keyed digest of the e-mail address or telephone number: finding needs equality only.
  contact_digest bytea not null,
  -- Name, contact, organisation: sealed.
  personal bytea not null,
  language text not null,
  cancelled_at timestamptz,
  -- An invitation was asked for and not taken back: who was told must hear of a change or an end.
  invited_at timestamptz,
  opened_at timestamptz,
  created_at timestamptz not null default now(),
  unique (visit, contact_digest)
);
create index visitors_by_contact on visitors (campus, contact_digest);

-- What opens a pass, or a group's registration (visitor null). Only digests: a link is told once.
create table visit_links (
  digest bytea primary key,
  campus integer not null references campuses on delete cascade,
  visit uuid not null references visits on delete cascade,
  visitor uuid references visitors on delete cascade,
  -- 'message', 'copy' or 'group'; and by which message.
  made_for text not null,
  message uuid,
  made_at timestamptz not null default now(),
  ended_at timestamptz
);
create index visit_links_by_visit on visit_links (visit);

-- A browser that opened a pass: `proven_at` once who it is has been shown.
create table pass_sessions (
  digest bytea primary key,
  campus integer not null references campuses on delete cascade,
  visitor uuid not null references visitors on delete cascade,
  proven_at timestamptz,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index pass_sessions_by_visitor on pass_sessions (visitor);
create index pass_sessions_by_expiry on pass_sessions (expires_at);

-- The one-time code that was sent last to a number; a newer one replaces it.
create table one_time_codes (
  campus integer not null references campuses on delete cascade,
  contact_digest bytea not null,
  code_digest bytea not null,
  tries integer not null default 0,
  sent_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (campus, contact_digest)
);
-- How many were sent lately, to a number and from an address: keyed digests.
create table one_time_sends (
  campus integer not null references campuses on delete cascade,
  whose bytea not null,
  at timestamptz not null
);
create index one_time_sends_lately on one_time_sends (campus, whose, at);

-- A handle stands for a credential's holder or for a visitor.
alter table handles alter column credential drop not null;
alter table handles add column visitor uuid references visitors on delete cascade;
alter table handles add constraint handles_of_one check ((credential is null) <> (visitor is null));
create unique index handles_one_a_day_visitor on handles (visitor, day) where voided_at is null and visitor is not null;
