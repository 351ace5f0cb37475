import type pg from 'pg';
import { SEEDED } from './campus.js';

/** Shares of people whose right somebody stopped. */
const HELD = { frozen: 0.002, suspended: 0.001, revoked: 0.0005 };

/**
 * Holds on some, phones of four in five, logged out phones of one in ten; and `seed_phones`, a temporary table of who
 * shows codes, numbered from 0. People of the `spared` login digests are not held.
 */
export async function seedPhones(sql: pg.Client, people: number, spared: Buffer[]): Promise<void> {
  for (const [state, share] of Object.entries(HELD)) {
    await sql.query(
      `update credentials set state = $2::text, reason = 'by_admin', since = now() - random() * interval '60 days'
       where id in (
         select c.id from credentials c join people p on p.id = c.person
         where c.campus = $1 and c.state = 'active' and p.login_digest <> all($4::bytea[])
         order by md5(c.id::text || $2) limit greatest(1, $3::int))`,
      [SEEDED.number, state, Math.round(people * share), spared],
    );
  }
  await sql.query(
    `insert into linked_devices (campus, credential, label, token_digest, accepted, linked_at, ended_at, ended_by)
     select $1, c.id, case when random() < 0.5 then 'iPhone' else 'Android' end,
            sha256(convert_to(c.id::text || old, 'utf8')), '{"personal-use": 1}',
            now() - interval '1 day' * (10 + 300 * random()) - old * interval '300 days',
            case when old = 1 then now() - interval '320 days' * (1 + random()) end,
            case when old = 1 then 'phone' end
     from (select id, random() as roll from credentials where campus = $1 and state = 'active') c
     cross join generate_series(0, 1) as old
     where (old = 0 and roll < 0.8) or (old = 1 and roll < 0.1)`,
    [SEEDED.number],
  );
  await sql.query(
    `create temp table seed_phones as
     select row_number() over (order by d.id) - 1 as n, c.person, d.credential, d.id as device, p.groups
     from linked_devices d join credentials c on c.id = d.credential join people p on p.id = c.person
     where d.campus = $1 and d.ended_at is null`,
    [SEEDED.number],
  );
  await sql.query('create unique index on seed_phones (n)');
  await sql.query('analyze seed_phones');
}
