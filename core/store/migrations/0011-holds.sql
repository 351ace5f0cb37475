-- What happened to a person's right to codes: the help desk asks for the last time that somebody held or released it.
create index audit_of_credentials on audit (campus, subject, id desc) where action like 'credential.%';
