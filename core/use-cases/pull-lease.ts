import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';
import { Problem } from '../domain/problem.js';
import { endLease, pullLost, renewLease, takeLease } from '../store/pull-lease.js';

/**
 * How often a pull that finds another one running looks again: long enough for one of changes only to end, and longer than
 * the lease of a node that was killed and came back.
 */
const LOOKS = 70;
const LOOK_MS = 500;
/** Some times before it ends. */
const RENEW_MS = 5_000;

/**
 * Pulls while no other node pulls the same people. `work` gets the pull's id and a signal that also ends it when the lease is
 * lost. Throws `pull_running` (409).
 */
export async function underLease<T>(
  pool: pg.Pool,
  whose: { campus: number; source: string },
  signal: AbortSignal,
  work: (pull: string, whileOurs: AbortSignal) => Promise<T>,
): Promise<T> {
  const pull = await waitForLease(pool, whose, signal);
  const lost = new AbortController();
  const renew = async () => {
    // A database that is away for a moment is asked again; the merge looks at the lease itself.
    const isOurs = await renewLease(pool, pull).catch(() => true);
    if (!isOurs) lost.abort(pullLost());
  };
  const timer = setInterval(() => void renew(), RENEW_MS);
  try {
    return await work(pull, AbortSignal.any([signal, lost.signal]));
  } catch (error) {
    await endLease(pool, pull).catch(() => {});
    throw error;
  } finally {
    clearInterval(timer);
  }
}

async function waitForLease(
  pool: pg.Pool,
  { campus, source }: { campus: number; source: string },
  signal: AbortSignal,
): Promise<string> {
  for (let look = 0; look < LOOKS; look += 1) {
    const pull = await takeLease(pool, campus, source);
    if (pull !== null) return pull;
    await wait(LOOK_MS, undefined, { signal });
  }
  throw new Problem(409, 'pull_running', 'Another pull of this source is running.');
}
