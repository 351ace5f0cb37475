-- Whoever is deleted is sought here by the person alone.
create index wechat_sessions_of_person on wechat_sessions (person) where person is not null;
create index wechat_phones_of_person on wechat_phones (person);
create index wechat_captures_of_person on wechat_captures (person);
