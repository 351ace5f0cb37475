import type { Snapshot } from '../../snapshots/snapshot.js';
import type { Context } from '../context.js';

/** Throws `pass_ended` (401), `pass_not_open` (409), `code_sent_lately` (429, retryAfter), `too_many_sends` (429, retryAfter). */
export async function askOneTimeCode(
  _context: Context,
  _snapshot: Snapshot,
  _session: string,
  _remoteAddress: string,
): Promise<{ contact: string; until: number; again: number }> {
  throw new Error('not written yet');
}
