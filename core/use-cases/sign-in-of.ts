import type { SignedIn } from '../hooks/hook-map.js';
import type { Snapshot } from '../snapshots/snapshot.js';
import { openPersonal } from '../store/people.js';
import { readPerson } from '../store/people-judged.js';
import type { Context } from './context.js';

/**
 * Who a person is that has signed in before, as the sources tell it now: for a plugin that keeps sign-ins of its own. Null
 * for a person who is not known any more, has left, or has no name to sign in with.
 */
export async function signInOf(
  context: Context,
  { campus }: Snapshot,
  person: string,
): Promise<SignedIn | null> {
  const standing = await readPerson(context.pool, campus, person);
  if (!standing || standing.left) return null;
  const { rows } = await context.pool.query<{ personal: Buffer }>(
    'select personal from people where campus = $1 and id = $2',
    [campus, person],
  );
  const [row] = rows;
  if (!row) return null;
  const { sourceKey, loginName, name } = openPersonal(context.vault, row.personal);
  if (loginName === undefined) return null;
  return { sourceKey, loginName, displayName: name, affiliation: standing.facts.affiliation };
}
