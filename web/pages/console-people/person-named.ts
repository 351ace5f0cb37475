import { Problem } from '../../../core/domain/problem.js';
import type { Snapshot } from '../../../core/snapshots/snapshot.js';
import type { Context } from '../../../core/use-cases/context.js';
import { type PersonView, readPersonView } from '../../../core/use-cases/people/read-person.js';

/** The person whom the path names. Throws `no_credential` (404) where the campus knows of nobody by that id. */
export async function personNamed(
  context: Context,
  snapshot: Snapshot,
  params: Record<string, string>,
): Promise<PersonView> {
  const person = await readPersonView(context, snapshot, params['person'] ?? '');
  if (person) return person;
  throw new Problem(404, 'no_credential', 'The campus knows of no such person.');
}
