import type { Sql } from './database.js';

/** A new version of a campus's policy by the same rules: what devices hold besides them has changed. */
export async function raisePolicyVersion(sql: Sql, campus: number): Promise<void> {
  await sql.query(
    `with raised as (
       update campuses set policy_version = policy_version + 1, changed_at = now() where number = $1
       returning policy_version as version)
     insert into policy_versions (campus, version, source)
     select $1, raised.version, before.source
     from raised join policy_versions before on before.campus = $1 and before.version = raised.version - 1`,
    [campus],
  );
}
