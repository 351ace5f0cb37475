import { openPersonal } from '../store/people.js';
import { deleteSessionsOfPerson } from '../store/sessions.js';
import type { Context } from './context.js';

/**
 * After a person was signed out of the hub: ends what plugins keep of her sign-ins, which would sign a found phone in again
 * without asking, and then the sessions that such a sign-in began meanwhile. `keep` is the digest of the session that
 * asked, as hex.
 */
export async function endSignIns(
  { pool, vault }: Pick<Context, 'pool' | 'vault'>,
  campus: number,
  who: { person: string; keep: string | null },
  tell: (of: { person: string; sourceKey: string }) => Promise<unknown>,
): Promise<void> {
  const { rows } = await pool.query<{ personal: Buffer }>(
    'select personal from people where campus = $1 and id = $2',
    [campus, who.person],
  );
  const [row] = rows;
  if (!row) return;
  const { sourceKey } = openPersonal(vault, row.personal);
  await tell({ person: who.person, sourceKey });
  await deleteSessionsOfPerson(pool, campus, who);
}
