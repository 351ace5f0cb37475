import type { Snapshot } from '../../snapshots/snapshot.js';
import { beginSessions, findLink, readSessionOf } from '../../store/passes.js';
import type { Context } from '../context.js';
import { linkEnded } from './visit-problems.js';

export interface OpenedPass {
  /** Goes into the cookie `gatehouse_pass_<slug>`; shown this once. */
  session: string;
  /** Whether it shows the pass at once; otherwise the invited number is proven first. */
  proven: boolean;
  /** Epoch milliseconds; the cookie ends with it. */
  until: number;
}

/**
 * Swaps the token of a link for a browser's session. A foreign visitor's link shows the pass by itself; a mainland visitor's
 * shows nothing until the invited number is proven. A browser that opens it once more, at the gate perhaps, keeps the session
 * that it has (`held`), and need not prove the number again. Throws `link_ended` (404), whatever the cause.
 */
export async function openLink(
  context: Context,
  snapshot: Snapshot,
  token: string,
  held?: string,
): Promise<OpenedPass> {
  const now = context.now();
  const link = await findLink(context.pool, snapshot.campus, token, now);
  if (!link || link.visitor === null) throw linkEnded();
  const { campus } = snapshot;
  const proven = link.way === 'foreign';
  const ask = { campus, visitor: link.visitor, now };
  const kept = held === undefined ? null : await readSessionOf(context.pool, { ...ask, session: held });
  if (held !== undefined && kept && (kept.proven || !proven)) return { session: held, ...kept };
  const begun = await beginSessions(context.pool, { campus, visitors: [link.visitor], proven, now });
  const session = begun.get(link.visitor);
  if (!session) throw linkEnded();
  return { ...session, proven };
}
