import type { Snapshot } from '../../snapshots/snapshot.js';
import type { Context } from '../context.js';

/** Throws `pass_ended` (401), `wrong_one_time_code` (403, also for one that is over or used up). */
export async function proveOneTimeCode(
  _context: Context,
  _snapshot: Snapshot,
  _session: string,
  _code: string,
): Promise<void> {
  throw new Error('not written yet');
}
