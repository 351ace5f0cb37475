-- Where the hub calls a device, as the campus file has it: an address, or the ${env:NAME} that each hub reads.
alter table devices add column address text;
