import type { Sql } from './database.js';

/** A new version of a campus's policy by the same rules: what devices hold besides them has changed. */
export async function raisePolicyVersion(sql: Sql, campus: number): Promise<void> {
  await sql.query(
    'update campuses set policy_version = policy_version + 1, changed_at = now() where number = $1',
    [campus],
  );
  // A statement of its own: who had to wait for another change's version sees that one's row only from here on.
  await sql.query(
    `insert into policy_versions (campus, version, source)
     select before.campus, c.policy_version, before.source
     from campuses c join policy_versions before on before.campus = c.number and before.version = c.policy_version - 1
     where c.number = $1`,
    [campus],
  );
}
