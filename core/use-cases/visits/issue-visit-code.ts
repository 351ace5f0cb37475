import type { Snapshot } from '../../snapshots/snapshot.js';
import type { Context } from '../context.js';
import type { IssuedCode } from '../issue-code.js';

/** Throws `pass_ended` (401), `pass_not_proven` (403), `pass_not_open` (409, `state` says why). */
export async function issueVisitCode(
  _context: Context,
  _snapshot: Snapshot,
  _session: string,
): Promise<IssuedCode> {
  throw new Error('not written yet');
}
