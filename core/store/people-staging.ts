import type { IneligibleReason } from '../domain/eligibility.js';
import type { Judged } from './credentials.js';
import type { Sql } from './database.js';
import type { PersonFacts } from './people-facts.js';
import { pullLost } from './pull-lease.js';

/**
 * One person of a pull on the way into `people`. `seen` is unchanged, or told of by a record that could not be read: it
 * is only known to be there. `left` was said to have left.
 */
export type StagedPerson =
  | { kind: 'seen' | 'left'; key: Buffer }
  | {
      kind: 'changed';
      key: Buffer;
      /** Whether the source told of this person before. */
      known: boolean;
      login: Buffer | null;
      personal: Buffer;
      /** Digests of the name's words, for the search. */
      words: readonly string[];
      facts: PersonFacts;
      groups: readonly number[];
      record: Buffer;
      reason: IneligibleReason | null;
    };

/** The stage of a pull as the merge works with it: a table of its own, that the transaction's end drops. */
export async function openStage(sql: Sql, pull: string): Promise<void> {
  await sql.query(
    `create temp table staged on commit drop as
     select key_digest, kind, known, login_digest, personal, facts, groups, record_digest, reason, name_words
     from people_staged where pull = '${uuid(pull)}'`,
  );
  await sql.query('alter table staged add primary key (key_digest)');
}

/** A statement that makes a table takes no values. */
function uuid(text: string): string {
  if (!/^[0-9a-f-]{36}$/.test(text)) throw new Error('a pull has no such id');
  return text;
}

/** Hex of the keys that the source told of before, and whether the record is the same and the person still there. */
export async function readKnown(
  sql: Sql,
  campus: number,
  source: string,
  records: readonly { key: Buffer; digest: Buffer }[],
): Promise<Map<string, { same: boolean }>> {
  const { rows } = await sql.query<{ key: string; same: boolean }>(
    `select encode(p.key_digest, 'hex') as key, p.record_digest = s.record and p.left_at is null as same
     from unnest($3::bytea[], $4::bytea[]) as s (key, record)
     join people p on p.campus = $1 and p.source = $2 and p.key_digest = s.key`,
    [campus, source, records.map(({ key }) => key), records.map(({ digest }) => digest)],
  );
  return new Map(rows.map(({ key, same }) => [key, { same }]));
}

/**
 * A pull is staged apart and merged at its end, so that nothing is locked while the source is read. A person who comes
 * twice in one pull is as the later record says; no key may come twice in one batch. Throws `pull_lost` (409).
 */
export async function stagePeople(sql: Sql, pull: string, people: readonly StagedPerson[]): Promise<void> {
  const changed = people.map((person) => (person.kind === 'changed' ? person : null));
  const { rowCount } = await sql.query(
    `insert into people_staged (pull, key_digest, kind, known, login_digest, personal, facts, groups, record_digest,
                                reason, name_words)
     select lease.pull, key, kind, known, login, personal, facts, groups::integer[], record, reason, words::bigint[]
     from unnest($1::bytea[], $2::text[], $3::boolean[], $4::bytea[], $5::bytea[], $6::jsonb[], $7::text[],
                 $8::bytea[], $9::text[], $10::text[])
       as row (key, kind, known, login, personal, facts, groups, record, reason, words)
     join pull_leases lease on lease.pull = $11
     on conflict (pull, key_digest) do update
     set kind = excluded.kind, known = excluded.known, login_digest = excluded.login_digest,
         personal = excluded.personal, facts = excluded.facts, groups = excluded.groups,
         record_digest = excluded.record_digest, reason = excluded.reason, name_words = excluded.name_words`,
    [
      people.map(({ key }) => key),
      people.map(({ kind }) => kind),
      changed.map((person) => person?.known ?? null),
      changed.map((person) => person?.login ?? null),
      changed.map((person) => person?.personal ?? null),
      changed.map((person) => (person ? JSON.stringify(person.facts) : null)),
      changed.map((person) => (person ? `{${person.groups.join(',')}}` : null)),
      changed.map((person) => person?.record ?? null),
      changed.map((person) => person?.reason ?? null),
      changed.map((person) => (person ? `{${person.words.join(',')}}` : null)),
      pull,
    ],
  );
  if (rowCount !== people.length) throw pullLost();
}

/** After a full feed: who is known and was not named has left. */
export async function stageMissing(sql: Sql, campus: number, source: string): Promise<void> {
  await sql.query(
    `insert into staged (key_digest, kind)
     select p.key_digest, 'left' from people p
     where p.campus = $1 and p.source = $2 and p.left_at is null
     on conflict (key_digest) do nothing`,
    [campus, source],
  );
}

export interface StageCounts {
  new: number;
  changed: number;
  leaving: number;
  /** People that the source told of before and who have not left. */
  known: number;
}

export async function countStage(sql: Sql, campus: number, source: string): Promise<StageCounts> {
  const { rows } = await sql.query<StageCounts>(
    `select count(*) filter (where s.kind = 'changed' and not s.known) as new,
            count(*) filter (where s.kind = 'changed' and s.known) as changed,
            count(*) filter (where s.kind = 'left' and exists (
              select 1 from people p
              where p.campus = $1 and p.source = $2 and p.key_digest = s.key_digest and p.left_at is null)) as leaving,
            (select count(*) from people where campus = $1 and source = $2 and left_at is null) as known
     from staged s`,
    [campus, source],
  );
  return rows[0] ?? { new: 0, changed: 0, leaving: 0, known: 0 };
}

/** The sets of groups in the stage that are larger than `most`. */
export async function largeGroupSets(sql: Sql, most: number): Promise<number[][]> {
  const { rows } = await sql.query<{ groups: number[] }>(
    'select distinct groups from staged where cardinality(groups) > $1',
    [most],
  );
  return rows.map(({ groups }) => groups);
}

export async function replaceGroups(
  sql: Sql,
  groups: readonly number[],
  by: readonly number[],
): Promise<void> {
  await sql.query('update staged set groups = $2::integer[] where groups = $1::integer[]', [groups, by]);
}

/** Those whom the merged stage changed, as judged people. */
export function judgedStage(campus: number, source: string): Judged {
  return {
    text: `select p.id as person, case s.kind when 'left' then 'left_source' else s.reason end as reason, p.groups
           from staged s
           join people p on p.campus = $1 and p.source = $2 and p.key_digest = s.key_digest
           where s.kind in ('changed', 'left')`,
    values: [campus, source],
  };
}
