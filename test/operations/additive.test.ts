import { expect } from 'chai';
import { laterMigrations, takenAway } from './additive.js';

describe('migrations', () => {
  for (const { file, sql } of laterMigrations())
    it(`${file} only adds, so that nodes of the version before go on beside it`, () => {
      expect(takenAway(sql)).to.deep.equal([]);
    });

  it('that take something away are noticed', () => {
    const away = [
      'drop table visits;',
      'DROP   TABLE if exists visits;',
      'alter table visits drop column points;',
      'alter table visits add column a text, drop points;',
      'alter table visits rename to appointments;',
      'alter table visits rename column points to places;',
      'alter table visits alter column version type bigint;',
      'alter table visits alter version set data type bigint;',
      'alter table visits alter column host set not null;',
      'alter table visits add column floor integer not null;',
      'alter table visits add floor integer not null;',
      'alter table visits add column a text default 1, add column b text not null;',
      'delete from visits;',
      'truncate visits;',
      'drop function tell_asked_jobs();',
      "insert into a values ('; --'); drop table visits;",
    ];
    expect(away.filter((sql) => takenAway(sql).length !== 1)).to.deep.equal([]);
  });

  it('that add, loosen or make what is their own are let through', () => {
    const kept = [
      'create table floors (id integer not null); alter table floors add column name text not null;',
      'alter table visits add column floor integer;',
      'alter table visits add column floor integer not null default 0;',
      'alter table visits add column a text default 1, add column b text;',
      'alter table visits alter column points drop not null;',
      'alter table visits drop constraint visits_kind_check;',
      'drop index visits_by_end; create index visits_by_end on visits (ends_at);',
      "-- drop table visits;\ninsert into a values ('drop table visits;');",
      'create function f() returns trigger language plpgsql as $$ begin delete from voids; return null; end $$;',
      'update visits set request_key = null where state = 1;',
    ];
    expect(kept.flatMap(takenAway)).to.deep.equal([]);
  });
});
