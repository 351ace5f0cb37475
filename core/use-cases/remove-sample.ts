import { change } from '../store/change.js';
import { removePeople, removePull, someOfSource } from '../store/forget-campus.js';
import { voidHandles } from '../store/voids.js';
import type { Context } from './context.js';
import { SAMPLE_SOURCE } from './issue-trial-code.js';

/**
 * Removes the invented people of a sample register with all that hangs on them; codes that were shown are void when this
 * returns. The audit keeps that it was done, and of how many. Answers how many there were.
 */
export async function removeSample(
  { pool, now }: Pick<Context, 'pool' | 'now'>,
  campus: number,
): Promise<number> {
  for (let removed = 0; ; ) {
    const some = await change(pool, campus, async ({ sql, audit, voided }) => {
      const people = await someOfSource(sql, campus, SAMPLE_SOURCE);
      if (people.length === 0) return 0;
      const credentials = people.flatMap(({ credential }) => credential ?? []);
      voided(await voidHandles(sql, campus, now(), credentials, 'revoked'));
      await removePeople(
        sql,
        campus,
        people.map(({ person }) => person),
      );
      await removePull(sql, campus, SAMPLE_SOURCE);
      audit({
        actor: 'operator',
        action: 'sample.removed',
        subject: `source:${SAMPLE_SOURCE}`,
        detail: { people: people.length },
      });
      return people.length;
    });
    removed += some;
    if (some === 0) return removed;
  }
}
