-- What a person decided about somebody's right holds for every record of them, also one that comes later: the few that
-- are held are looked at with each judgement.
create index credentials_held on credentials (campus)
  where state in ('frozen', 'suspended') or (state = 'revoked' and reason = 'by_admin');

-- When somebody last logged a person's phone out from elsewhere: what signed in before on that phone counts no more.
create index linked_devices_logged_out on linked_devices (credential, ended_at) where ended_by = 'portal';
