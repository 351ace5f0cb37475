import type { CredentialReason, CredentialState } from '../domain/credential.js';
import type { Sql } from './database.js';
import { isHeld } from './holds.js';

/**
 * Judged people as a relation of (person uuid, reason text or null when eligible, groups integer[]), so that one
 * statement serves a single person, a batch and a whole import. `text` names its own `values` from $1.
 */
export interface Judged {
  text: string;
  values: readonly unknown[];
}

/** Who judged, and when (epoch milliseconds). */
export interface Judging {
  campus: number;
  now: number;
  /** As in the audit. */
  actor: string;
}

export interface JudgedPerson {
  person: string;
  reason: CredentialReason | null;
  groups: readonly number[];
}

export function judgedRows(people: readonly JudgedPerson[]): Judged {
  return {
    text: `select person, reason, groups::integer[] as groups
           from unnest($1::uuid[], $2::text[], $3::text[]) as row (person, reason, groups)`,
    values: [
      people.map(({ person }) => person),
      people.map(({ reason }) => reason),
      people.map(({ groups }) => `{${groups.join(',')}}`),
    ],
  };
}

const JUDGING = 0x47_48_02;

/** People's credentials are judged by one at a time in a campus, so that an older judgement never lands on a newer. */
export async function lockJudging(sql: Sql, campus: number): Promise<void> {
  await sql.query('select pg_advisory_xact_lock($1, $2)', [JUDGING, campus]);
}

/** The same without waiting; false while somebody judges. */
export async function tryLockJudging(sql: Sql, campus: number): Promise<boolean> {
  const text = 'select pg_try_advisory_xact_lock($1, $2) as locked';
  const { rows } = await sql.query<{ locked: boolean }>(text, [JUDGING, campus]);
  return rows[0]?.locked === true;
}

/**
 * Brings credentials to what was judged; one audit row for each that was there before and changed. Who waits for the
 * confirmation of duty and never had a code is `pending`; who had one and lost the right is `revoked`. A row that
 * already says so is not touched: an unchanged feed writes nothing. Answers the credentials that give no codes now.
 */
export async function settleCredentials(sql: Sql, judged: Judged, by: Judging): Promise<string[]> {
  const [campus, now, actor] = [1, 2, 3].map((place) => `$${judged.values.length + place}`);
  const { rows } = await sql.query<{ id: string }>(
    `with judged as (${judged.text}),
     wanted as (
       select j.person, c.state as was, c.reason as why, new.state, new.reason
       from judged j
       left join credentials c on c.person = j.person
       cross join lateral (
         select coalesce(j.reason, 'eligible') as reason,
           case when j.reason is null then 'active'
                when j.reason = 'duty_not_confirmed' and coalesce(c.state, 'pending') = 'pending' then 'pending'
                else 'revoked' end as state) new
       where c.id is null
          or (not ${isHeld('c')} and (c.state, c.reason) is distinct from (new.state, new.reason))),
     settled as (
       insert into credentials as held (campus, person, state, reason, since)
       select ${campus}::integer, person, state, reason, to_timestamp(${now}::float8 / 1000) from wanted
       on conflict (person) do update
       set state = excluded.state, reason = excluded.reason, since = excluded.since
       where not ${isHeld('held')}
       returning id, person, state, reason),
     moved as (
       select s.id, s.person, s.state, s.reason, w.was, w.why
       from settled s join wanted w on w.person = s.person where w.was is not null),
     logged as (
       insert into audit (campus, actor, action, subject, detail)
       select ${campus}::integer, ${actor}::text, 'credential.' || state, 'person:' || person,
              jsonb_build_object('reason', reason, 'was', was, 'wasReason', why)
       from moved order by person)
     select id from moved where state <> 'active'`,
    [...judged.values, by.campus, by.now, by.actor],
  );
  return rows.map(({ id }) => id);
}

export interface Credential {
  state: CredentialState;
  reason: CredentialReason;
}

export async function readCredential(sql: Sql, campus: number, person: string): Promise<Credential | null> {
  const { rows } = await sql.query<Credential>(
    'select state, reason from credentials where campus = $1 and person = $2',
    [campus, person],
  );
  return rows[0] ?? null;
}
