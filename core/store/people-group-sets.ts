import { groupSetId } from '../domain/group-set.js';
import { readCampus, readCampusRow } from './campuses.js';
import type { Change } from './change.js';
import type { Sql } from './database.js';

/** Groups that one code has room for (design section 4). */
export const MOST_GROUPS = 12;

/**
 * The number of the set that stands for more groups than a code has room for: the one it has, or the next free one.
 * A new set is a new version of the policy, since rules that name a member have to match it.
 */
export async function reserveGroupSets(
  { sql, feed }: Change,
  campus: number,
  sets: readonly (readonly number[])[],
): Promise<Map<string, number>> {
  const ids = [...new Set(sets.map(groupSetId))].sort();
  if (ids.length === 0) return new Map();
  // The lock under which applying a campus file gives numbers.
  await sql.query('select pg_advisory_xact_lock($1)', [0x47_48_03]);
  if ((await insertSets(sql, campus, ids)) > 0) {
    await writePolicyVersion(sql, campus);
    feed('policy');
  }
  const { rows } = await sql.query<{ id: string; number: number }>(
    'select id, number from groups where campus = $1 and id = any($2::text[])',
    [campus, ids],
  );
  return new Map(rows.map(({ id, number }) => [id, number]));
}

async function insertSets(sql: Sql, campus: number, ids: string[]): Promise<number> {
  const { rowCount } = await sql.query(
    `insert into groups (campus, id, number)
     select $1, id, (select coalesce(max(number), 0) from groups where campus = $1) + row_number() over (order by id)
     from unnest($2::text[]) as wanted (id)
     where not exists (select 1 from groups known where known.campus = $1 and known.id = wanted.id)`,
    [campus, ids],
  );
  return rowCount ?? 0;
}

async function writePolicyVersion(sql: Sql, campus: number): Promise<void> {
  await sql.query(
    'update campuses set policy_version = policy_version + 1, changed_at = now() where number = $1',
    [campus],
  );
  const row = await readCampusRow(sql, campus);
  if (!row) return;
  const { source } = await readCampus(sql, row);
  await sql.query('insert into policy_versions (campus, version, source) values ($1, $2, $3)', [
    campus,
    row.policyVersion,
    JSON.stringify(source),
  ]);
}
