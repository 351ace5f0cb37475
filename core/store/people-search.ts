import type pg from 'pg';
import type { CredentialReason, CredentialState } from '../domain/credential.js';
import type { PersonRecord } from '../domain/eligibility.js';
import { inTransaction, type Sql } from './database.js';

/** What somebody typed, as the three things that it may be. Each list may be empty; a name has all of `words`. */
export interface PeopleAsk {
  campus: number;
  logins: readonly Buffer[];
  keys: readonly Buffer[];
  words: readonly string[];
}

export interface FoundPerson {
  id: string;
  /** Hex; two records with one key tell of one person. */
  key: string;
  personal: Buffer;
  affiliation: PersonRecord['affiliation'];
  unit: string | null;
  left: boolean;
  state: CredentialState | null;
  reason: CredentialReason | null;
  hasPhone: boolean;
}

/** Records that are looked at, of however many have the words: more than a page, so that who left stands behind. */
const LOOKED_AT = 200;

/** Records that fit, those that still come before those that do not; at most `limit`. */
export function findRecords(pool: pg.Pool, ask: PeopleAsk, limit: number): Promise<FoundPerson[]> {
  return inTransaction(pool, async (sql) => {
    // Of a frequent surname the planner would rather read the whole table up to the first hits.
    await sql.query('set local enable_seqscan = off');
    const { rows } = await sql.query<FoundPerson>(
      `with named as materialized (
         select id from people where $4::bigint[] <> '{}' and name_words @> $4::bigint[] and campus = $1),
       found as (
         (select id from people where campus = $1 and login_digest = any($2::bytea[]) limit $5)
         union (select id from people where campus = $1 and key_digest = any($3::bytea[]) limit $5)
         union (select id from named limit $5))
       select p.id, encode(p.key_digest, 'hex') as key, p.personal, p.facts ->> 'affiliation' as affiliation,
              p.facts ->> 'unit' as unit, p.left_at is not null as left, c.state, c.reason,
              exists (select from linked_devices d where d.credential = c.id and d.ended_at is null) as "hasPhone"
       from found join people p on p.id = found.id left join credentials c on c.person = p.id
       order by p.left_at is not null, c.state = 'active' desc nulls last, p.id limit $6`,
      [ask.campus, ask.logins, ask.keys, ask.words, LOOKED_AT, limit],
    );
    return rows;
  });
}

/** Whether records wait for their words: a name may not be found yet. */
export async function hasUnwordedPeople(sql: Sql, campus: number): Promise<boolean> {
  // With an order, which only the index of these has: after a fill the statistics still tell of many for a while, and
  // whoever seeks any one of many walks through all people.
  const { rows } = await sql.query(
    'select from people where campus = $1 and name_words is null order by id limit 1',
    [campus],
  );
  return rows.length > 0;
}

/**
 * The next records without words after an id, kept from other nodes until the transaction ends. Whoever dies over them
 * leaves them as they were.
 */
export async function takeUnworded(
  sql: Sql,
  campus: number,
  after: string,
  limit: number,
): Promise<{ id: string; personal: Buffer }[]> {
  const { rows } = await sql.query<{ id: string; personal: Buffer }>(
    `select id, personal from people where campus = $1 and name_words is null and id > $2
     order by id limit $3 for update skip locked`,
    [campus, after, limit],
  );
  return rows;
}

export async function writeWords(
  sql: Sql,
  people: readonly { id: string; words: readonly string[] }[],
): Promise<void> {
  await sql.query(
    `update people p set name_words = row.words::bigint[]
     from unnest($1::uuid[], $2::text[]) as row (id, words) where p.id = row.id`,
    [people.map(({ id }) => id), people.map(({ words }) => `{${words.join(',')}}`)],
  );
}
