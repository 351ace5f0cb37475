import { Problem } from '../../domain/problem.js';
import type { Snapshot } from '../../snapshots/snapshot.js';
import { change } from '../../store/change.js';
import { requeueMessage } from '../../store/messages.js';
import { type MessageRow, readMessage } from '../../store/messages-list.js';
import type { Context } from '../context.js';
import { messageJob } from './message-job.js';

/**
 * Sends a failed or uncertain message once more, under the same id. Throws `message_unknown` (404) and
 * `message_not_retriable` (409): it is under way, it arrived, it is too late, or what it said is gone.
 */
export async function retryMessage(
  context: Pick<Context, 'pool' | 'now'>,
  snapshot: Snapshot,
  by: { actor: string },
  id: string,
): Promise<MessageRow> {
  return change(context.pool, snapshot.campus, async ({ sql, audit, job }) => {
    const asked = { campus: snapshot.campus, id, now: context.now() };
    const requeued = await requeueMessage(sql, asked);
    const message = await readMessage(sql, asked);
    if (!message) throw new Problem(404, 'message_unknown', 'There is no such message.');
    if (!requeued)
      throw new Problem(409, 'message_not_retriable', 'This message cannot be sent again.', {
        state: message.state,
      });
    audit({ actor: by.actor, action: 'message.retried', subject: `message:${id}` });
    job(messageJob(message.kind), { message: id });
    return message;
  });
}
