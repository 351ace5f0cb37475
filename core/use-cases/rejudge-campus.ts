import type { Snapshot } from '../snapshots/snapshot.js';
import { change } from '../store/change.js';
import { lockJudging } from '../store/credentials.js';
import { readPeopleAfter } from '../store/people-judged.js';
import type { Context } from './context.js';
import { applyStanding, judgeStanding, stands } from './judge-standing.js';

const BATCH = 1_000;
const FIRST = '00000000-0000-0000-0000-000000000000';

/**
 * Judges everybody of a campus again, a batch in a transaction: after its file was applied, or its local day changed.
 * Only those for whom something changed are written. Throws the signal's reason between two batches; those that were
 * judged stay so, and who begins again finds them done.
 */
export async function rejudgeCampus(
  context: Context,
  snapshot: Snapshot,
  signal?: AbortSignal,
): Promise<void> {
  let after: string | null = FIRST;
  while (after !== null) {
    signal?.throwIfAborted();
    after = await rejudgeBatch(context, snapshot, after);
  }
  await context.snapshots.follow();
}

/** The last id of the batch, or null after the last one. */
async function rejudgeBatch(context: Context, snapshot: Snapshot, after: string): Promise<string | null> {
  const { campus } = snapshot;
  return change(context.pool, campus, async (to) => {
    await lockJudging(to.sql, campus);
    const judge = judgeStanding(context, snapshot);
    const people = await readPeopleAfter(to.sql, campus, after, BATCH);
    const judged = people.flatMap((standing) => {
      const one = judge(standing);
      return stands(standing, one) ? [] : [one];
    });
    if (judged.length > 0) await applyStanding(to, { campus, now: context.now() }, judged);
    return people.length === BATCH ? (people.at(-1)?.person ?? null) : null;
  });
}
