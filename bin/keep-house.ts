import { pruneFeed } from '../core/store/feed.js';
import { pruneSessions } from '../core/store/sessions.js';
import { pruneVoids } from '../core/store/voids.js';
import type { Context } from '../core/use-cases/context.js';
import { publishKeys } from '../core/use-cases/publish-keys.js';

const HOUR = 3_600_000;

/** What has to be done now and then on any node: keys published in time, and rows thrown away that nobody needs. */
export function keepHouse(context: Context): { stop(): void } {
  const timer = setInterval(() => void tidy(context), HOUR);
  void tidy(context);
  return { stop: () => clearInterval(timer) };
}

async function tidy(context: Context): Promise<void> {
  for (const { campus } of context.snapshots.all())
    await quietly(context, () => publishKeys(context, campus, 'hub'));
  await quietly(context, () => pruneFeed(context.pool));
  await quietly(context, () => pruneVoids(context.pool));
  await quietly(context, () => pruneSessions(context.pool, context.now()));
}

async function quietly(context: Context, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    context.log.warn(
      { error: (error as Error).message },
      'housekeeping failed; it is tried again in an hour',
    );
  }
}
