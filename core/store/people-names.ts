import type { Sql } from './database.js';
import { openPersonal } from './people.js';
import type { Vault } from './seal.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Names of people of a campus by their ids, in one statement; who is not known any more is missing. */
export async function readNames(
  sql: Sql,
  vault: Vault,
  campus: number,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const wanted = [...new Set(ids)].filter((id) => UUID.test(id));
  if (wanted.length === 0) return new Map();
  const { rows } = await sql.query<{ id: string; personal: Buffer }>(
    'select id, personal from people where campus = $1 and id = any($2::uuid[])',
    [campus, wanted],
  );
  return new Map(rows.map(({ id, personal }) => [id, openPersonal(vault, personal).name]));
}
