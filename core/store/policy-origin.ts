import type { Sql } from './database.js';

/** Where a campus's policy comes from. */
export interface PolicyOrigin {
  /** When this version began to hold. */
  since: Date;
  /** The campus file that was applied last, by its name, and when; null where no audit row is left of it. */
  file: { name: string; at: Date } | null;
}

export async function readPolicyOrigin(
  sql: Sql,
  campus: number,
  version: number,
): Promise<PolicyOrigin | null> {
  const { rows } = await sql.query<{ since: Date; actor: string | null; at: Date | null }>(
    `select p.created_at as since, a.actor, a.at
     from policy_versions p
     left join lateral (
       select actor, at from audit where campus = p.campus and action = 'campus.applied' order by id desc limit 1) a on true
     where p.campus = $1 and p.version = $2`,
    [campus, version],
  );
  const [row] = rows;
  if (!row) return null;
  const { since, actor, at } = row;
  return { since, file: actor === null || at === null ? null : { name: actor.replace(/^file:/, ''), at } };
}
