import type pg from 'pg';
import { SEEDED } from './campus.js';
import { DAYS, POINTS_PER_DEVICE, type Sizes } from './sizes.js';

/** One in so many events of the whole happened in the last half hour: today's rush. */
const RUSH = 1_000;
/** Events of one holder on a day; each at another point, so that no code is used twice at one. */
const EACH = 4;

/** Wider at nine, at one and at six, where the campus is. Answers seconds of a day for two random numbers. */
const CLOCK = `case when a < 0.30 then 27000 + 7200 * b when a < 0.55 then 41400 + 9000 * b
                    when a < 0.80 then 59400 + 10800 * b when a < 0.97 then 23400 + 57600 * b else 86399 * b end`;

const REASON = `case when c < 0.940 then 'permitted' when c < 0.960 then 'outside_hours' when c < 0.975 then 'not_permitted_here'
                     when c < 0.985 then 'already_used' when c < 0.992 then 'expired_code' when c < 0.995 then 'unreadable'
                     when c < 0.996 then 'credential_frozen' when c < 0.998 then 'permitted_by_origin'
                     else 'superseded' end`;

/**
 * Events of the last days in the order in which they happened, and the handles that they name. Indexes and constraints
 * are taken off for it and made anew: five million rows by index take many times as long.
 */
export async function seedEvents(sql: pg.Client, sizes: Sizes, now: number): Promise<void> {
  const build = await withoutIndexes(sql, 'events');
  const rush = Math.round(sizes.events / RUSH);
  const daily = (sizes.events - rush) / DAYS;
  for (let back = DAYS - 1; back >= 0; back -= 1) {
    const from = Math.round((DAYS - 1 - back) * daily);
    const until = Math.round((DAYS - back) * daily);
    await insertDay(sql, sizes, { from, until, endsAt: now - back * 86_400_000, spread: CLOCK });
  }
  const rushed = { from: sizes.events - rush, until: sizes.events, endsAt: now, spread: null };
  await insertDay(sql, sizes, rushed);
  await build();
  const buildHandles = await withoutIndexes(sql, 'handles');
  await insertHandles(sql);
  await buildHandles();
}

async function withoutIndexes(sql: pg.Client, table: 'events' | 'handles'): Promise<() => Promise<void>> {
  const { rows: constraints } = await sql.query<{ name: string; text: string }>(
    `select conname as name, pg_get_constraintdef(oid) as text from pg_constraint
     where conrelid = '${table}'::regclass and contype in ('p', 'u', 'f')`,
  );
  for (const { name } of constraints) await sql.query(`alter table ${table} drop constraint ${name}`);
  const { rows: indexes } = await sql.query<{ name: string; text: string }>(
    `select indexname as name, indexdef as text from pg_indexes where tablename = '${table}'`,
  );
  for (const { name } of indexes) await sql.query(`drop index ${name}`);
  return async () => {
    for (const { text } of indexes) await sql.query(text);
    for (const { name, text } of constraints)
      await sql.query(`alter table ${table} add constraint ${name} ${text}`);
  };
}

interface DayAsk {
  /** Numbers of the events. */
  from: number;
  until: number;
  /** Epoch milliseconds: the day ends then. */
  endsAt: number;
  /** SQL of the second of a campus day; null: all in the half hour before the end. */
  spread: string | null;
}

async function insertDay(
  sql: pg.Client,
  sizes: Sizes,
  { from, until, endsAt, spread }: DayAsk,
): Promise<void> {
  const at =
    spread === null
      ? "$5::timestamptz - 1800 * b * interval '1 second'"
      : `(case when local > $5 then local - interval '1 day' else local end)`;
  const local = `((date_trunc('day', $5::timestamptz at time zone '${SEEDED.timeZone}')
                   + interval '1 second' * (${spread ?? '0'})) at time zone '${SEEDED.timeZone}')`;
  await sql.query(
    `insert into events (campus, point, device, request_id, at, outcome, reason, rule, version, handle, step, origin)
     select $1, 'point-' || point, 'controller-' || point / $6::int, 'seed-' || n, at,
            case when reason like 'permitted%' then 'grant' else 'deny' end, reason,
            case when reason = 'permitted' then 'staff-everywhere' end, 1,
            case when reason not in ('unreadable', 'permitted_by_origin') then
              substr(md5(person || '/' || (at at time zone '${SEEDED.timeZone}')::date), 1, 16) end,
            case when reason not in ('unreadable', 'permitted_by_origin')
              then floor(extract(epoch from at) / 30)::bigint * 30 end,
            case when reason = 'permitted_by_origin' then 'legacy' end
     from (
       select n, ${at} as at, ${REASON} as reason,
              (floor($4::int * power(p, 3))::int + (n % ${EACH}) * 37) % $4::int as point,
              (n / ${EACH} * 7919::bigint) % (select count(*) from seed_phones) as person
       from (
         select n, b, c, p, ${local} as local
         from (select n, random() as a, random() as b, random() as c,
                      (hashint4(n / ${EACH})::bigint + 2147483648) / 4294967296.0 as p
               from generate_series($2::int, $3::int - 1) as n) rolled) placed) said
     order by at`,
    [SEEDED.number, from, until, sizes.points, new Date(endsAt), POINTS_PER_DEVICE],
  );
}

/** Whoever passed on a day had a handle that day; an event's number says whose it was. */
async function insertHandles(sql: pg.Client): Promise<void> {
  await sql.query(
    `insert into handles (campus, handle, credential, device, day, until, groups)
     select $1, substr(md5(phone.n || '/' || day), 1, 16), phone.credential, phone.device, day,
            (day + 1)::timestamp at time zone '${SEEDED.timeZone}', phone.groups
     from (
       select distinct (substr(request_id, 6)::bigint / ${EACH} * 7919) % (select count(*) from seed_phones) as person,
              (at at time zone '${SEEDED.timeZone}')::date as day
       from events where campus = $1 and handle is not null) passed
     join seed_phones phone on phone.n = passed.person`,
    [SEEDED.number],
  );
}
