-- Whoever is deleted takes phones and handles along, and leaves her visits without a host: PostgreSQL looks for them by
-- these columns, row by row, and without an index walks through all handles of the campus once for each phone.

create index handles_by_device on handles (device) where device is not null;
create index linked_devices_by_credential on linked_devices (credential);
create index visits_of_host on visits (host) where host is not null;
