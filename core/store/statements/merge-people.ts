import type { Sql } from '../database.js';

/**
 * Writes the stage into `people`: changed and new records in one statement, leavers in another. The stage is analyzed
 * first: a temporary table has no statistics, and without them the joins after it are planned for a handful of rows.
 */
export async function mergePeople(sql: Sql, campus: number, source: string, now: number): Promise<void> {
  await sql.query('analyze staged');
  await sql.query(
    `insert into people (campus, source, key_digest, login_digest, personal, facts, groups, record_digest, changed_at)
     select $1, $2, key_digest, login_digest, personal, facts, groups, record_digest, to_timestamp($3::float8 / 1000)
     from staged where kind = 'changed'
     on conflict (campus, source, key_digest) do update
     set login_digest = excluded.login_digest, personal = excluded.personal, facts = excluded.facts,
         groups = excluded.groups, record_digest = excluded.record_digest, left_at = null,
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
