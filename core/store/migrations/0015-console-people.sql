-- People found by a word of their name, what happened to one of them, and lists of messages and of the audit by filter.

-- Keyed digests of the name's words (docs/decisions/0010): equality only, as with sign-in names. Null: not made yet.
alter table people add column name_words bigint[];
create index people_by_name_word on people using gin (name_words);
-- Rows from before, until the house has filled them in; and every row that a restore brings without.
create index people_without_name_words on people (campus, id) where name_words is null;

-- The handles of somebody's days, by which her decisions are found. The index of events is made beside the traffic:
-- core/store/events-index.ts.
create index handles_by_credential on handles (credential, day desc) where credential is not null;

-- A phone that was logged out from elsewhere, also by the help desk: what signed in before on it counts no more.
create index linked_devices_taken on linked_devices (credential, ended_at) where ended_by in ('portal', 'help_desk');

-- A page of a list is read from one index, whatever it is filtered by.
create index messages_by_state on messages (campus, state, created_at desc, id desc);
create index messages_by_channel on messages (campus, channel, created_at desc, id desc);

-- Families and kinds of actors: what stands before the first '.' of an action and the first ':' of an actor.
create index audit_by_time on audit (campus, at desc, id desc);
create index audit_by_family on audit (campus, split_part(action, '.', 1), at desc, id desc);
create index audit_by_actor_kind on audit (campus, split_part(actor, ':', 1), at desc, id desc);
create index audit_by_family_and_kind on audit
  (campus, split_part(action, '.', 1), split_part(actor, ':', 1), at desc, id desc);
create index audit_by_subject on audit (campus, subject, at desc, id desc);
