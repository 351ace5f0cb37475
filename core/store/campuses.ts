import { toPolicySource } from '../campus-file/policy-source.js';
import type { CampusFile } from '../campus-file/schema.js';
import type { PolicySource } from '../domain/policy-source.js';
import type { Sql } from './database.js';

export interface CampusRow {
  number: number;
  slug: string;
  file: CampusFile;
  fileDigest: string;
  policyVersion: number;
  n: number;
}

const COLUMNS = `c.number, c.slug, c.file, c.file_digest as "fileDigest", c.policy_version as "policyVersion", f.n`;

export async function readCampusRow(sql: Sql, campus: number): Promise<CampusRow | null> {
  const { rows } = await sql.query<CampusRow>(
    `select ${COLUMNS} from campuses c join campus_feed f on f.campus = c.number where c.number = $1`,
    [campus],
  );
  return rows[0] ?? null;
}

/** Numbers of the campus's points and groups, dropped ones too: an old code may still name them. */
export async function readNumbers(
  sql: Sql,
  campus: number,
): Promise<{ points: Map<string, number>; groups: Map<string, number> }> {
  const { rows } = await sql.query<{ what: string; id: string; number: number }>(
    `select 'point' as what, id, number from points where campus = $1
     union all select 'group', id, number from groups where campus = $1`,
    [campus],
  );
  const of = (what: string) =>
    new Map(rows.filter((row) => row.what === what).map((row) => [row.id, row.number]));
  return { points: of('point'), groups: of('group') };
}

export async function readCampus(
  sql: Sql,
  row: CampusRow,
): Promise<{ file: CampusFile; source: PolicySource }> {
  const numbers = await readNumbers(sql, row.number);
  return { file: row.file, source: toPolicySource(row.file, numbers) };
}

/** The source of any version that ever decided. */
export async function readPolicyVersion(
  sql: Sql,
  campus: number,
  version: number,
): Promise<PolicySource | null> {
  const { rows } = await sql.query<{ source: PolicySource }>(
    'select source from policy_versions where campus = $1 and version = $2',
    [campus, version],
  );
  return rows[0]?.source ?? null;
}
