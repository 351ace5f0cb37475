-- What the console's pages of places, rules and visits look for, each by an index of its own: the tables they ask hold
-- years of a campus.

-- By which file the policy came, and what happened to a device.
create index audit_of_applies on audit (campus, id desc) where action = 'campus.applied';
create index audit_of_devices on audit (campus, subject, id desc) where action like 'device.%';
-- The pushes to a device, done ones too, as long as they are kept.
create index outbox_pushes on outbox (campus, (payload ->> 'device'), id desc) where kind = 'push-policy';

-- Visits of a campus by time. End and state stand in the key so that what is over or not asked for is passed over in the
-- index alone: a visit may last a month, so a list of what is under way begins a month back.
create index visits_by_begin on visits (campus, begins_at, id, ends_at, state);

-- Whoever was taken off a group may register again by the same address, which counts once among those who come: a place
-- that was given up keeps no address. The old digest stands in it, so that no two are alike.
update visitors set contact_digest = sha256(contact_digest || uuid_send(id)) where cancelled_at is not null;
-- A row of a batch that was cancelled may be booked again; a request with a key of its caller's stays known by it.
update visits set request_key = null where state = 'cancelled' and request_digest is null and request_key is not null;
