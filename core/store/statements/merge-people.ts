import type { Sql } from '../database.js';

/** From so many changes on, joins of the whole are planned for many rows. */
const MANY = 1_000;

/**
 * Prepares the transaction for `changes` rows. The rows that a transaction has just written, and those of a common table
 * expression, have no statistics: they are taken for a handful and joined row by row, which cost minutes for 20,000
 * people. A few changes want exactly that, by index.
 */
export async function planMerge(sql: Sql, changes: number): Promise<void> {
  await sql.query('analyze staged');
  if (changes <= MANY) return;
  await sql.query('set local enable_nestloop = off');
  // Words of names go into their index in few large sorted heaps instead of many small ones.
  await sql.query("set local gin_pending_list_limit = '64MB'");
  await sql.query("set local work_mem = '64MB'");
}

/** After a large merge: the next pull looks people up by key, which without statistics reads the whole table. */
export async function afterMerge(sql: Sql, changes: number): Promise<void> {
  if (changes <= MANY) return;
  await sql.query("select gin_clean_pending_list('people_by_name_word')");
  await sql.query('analyze people, credentials');
}

/** Writes the stage into `people`: changed and new records in one statement, leavers in another. */
export async function mergePeople(sql: Sql, campus: number, source: string, now: number): Promise<void> {
  await sql.query(
    `insert into people (campus, source, key_digest, login_digest, personal, facts, groups, record_digest, name_words,
                         changed_at)
     select $1, $2, key_digest, login_digest, personal, facts, groups, record_digest, name_words, to_timestamp($3::float8 / 1000)
     from staged where kind = 'changed'
     on conflict (campus, source, key_digest) do update
     set login_digest = excluded.login_digest, personal = excluded.personal, facts = excluded.facts,
         groups = excluded.groups, record_digest = excluded.record_digest,
         name_words = excluded.name_words, left_at = null,
         changed_at = excluded.changed_at`,
    [campus, source, now],
  );
  await sql.query(
    `update people p set left_at = to_timestamp($3::float8 / 1000), changed_at = to_timestamp($3::float8 / 1000)
     from staged s
     where s.kind = 'left' and p.campus = $1 and p.source = $2 and p.key_digest = s.key_digest and p.left_at is null`,
    [campus, source, now],
  );
}
