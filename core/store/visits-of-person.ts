import type { Sql } from './database.js';

/** Visits that a person has asked for, by whichever record of hers, and that are neither over nor taken back. */
export async function countComing(
  sql: Sql,
  ask: { campus: number; person: string; now: number },
): Promise<number> {
  const { rows } = await sql.query<{ coming: number }>(
    `select count(*) as coming
     from people me
     join people p on p.campus = me.campus and p.key_digest = me.key_digest
     join visits v on v.campus = me.campus and v.host = p.id
     where me.campus = $1 and me.id = $2 and v.state in ('requested', 'approved')
       and v.ends_at > to_timestamp($3 / 1000.0) and v.begins_at > to_timestamp($3 / 1000.0) - interval '31 days'`,
    [ask.campus, ask.person, ask.now],
  );
  return rows[0]?.coming ?? 0;
}
