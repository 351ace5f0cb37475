import type { Snapshot } from '../snapshots/snapshot.js';
import { type Change, change } from '../store/change.js';
import { lockJudging } from '../store/credentials.js';
import { spreadHolds as spread } from '../store/holds.js';
import { voidHandles } from '../store/voids.js';
import type { Context } from './context.js';
import { HOLDS } from './hold-credential.js';

/** Who is held by one record is held by all: for a hold that came while somebody was judging. */
export async function spreadHolds(context: Context, { campus }: Pick<Snapshot, 'campus'>): Promise<void> {
  await change(context.pool, campus, async (to) => {
    await lockJudging(to.sql, campus);
    await spreadOverRecords(to, { campus, now: context.now(), actor: 'hub' });
  });
  await context.snapshots.follow();
}

/** Within a judgement: what it may have given to somebody who is held, it takes back; codes shown meanwhile are void. */
export async function spreadOverRecords(
  { sql, voided }: Change,
  by: { campus: number; now: number; actor: string },
): Promise<void> {
  const held = await spread(sql, by);
  for (const what of HOLDS) {
    const ids = held.filter(({ state }) => state === what).map(({ id }) => id);
    if (ids.length > 0) voided(await voidHandles(sql, by.campus, by.now, ids, what));
  }
}
