import { Problem } from '../../domain/problem.js';
import type { Snapshot } from '../../snapshots/snapshot.js';
import { readVisitRow } from '../../store/visits.js';
import type { Context } from '../context.js';
import { retryMessage } from '../messages/retry-message.js';
import type { Host } from './host.js';
import { refuseUnlessOwn } from './may.js';
import { found, isVisitId } from './read-visit.js';
import { visitView } from './visit-view.js';

/**
 * Sends the newest message to one of a visit's visitors once more, for its host or an administrator; no other message can be
 * named here. Throws `visit_unknown` and `message_unknown` (404), `not_your_visit` (403), `message_not_retriable` (409).
 */
export async function resendMessage(
  context: Context,
  snapshot: Snapshot,
  host: Host,
  ask: { visit: string; message: string },
): Promise<void> {
  const row = isVisitId(ask.visit) ? await readVisitRow(context.pool, snapshot.campus, ask.visit) : null;
  refuseUnlessOwn(host, found(row));
  const { visitors } = await visitView(context, snapshot, host, found(row));
  if (!visitors.some(({ message }) => message?.id === ask.message))
    throw new Problem(404, 'message_unknown', 'There is no such message.');
  await retryMessage(context, snapshot, host, ask.message);
}
