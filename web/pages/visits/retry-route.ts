import { Problem } from '../../../core/domain/problem.js';
import { type AnyRoute, route } from '../../../core/http/route.js';
import type { Context } from '../../../core/use-cases/context.js';
import { retryMessage } from '../../../core/use-cases/messages/retry-message.js';
import { readVisit } from '../../../core/use-cases/visits/read-visit.js';
import { atDesk } from './desk.js';

/** Sends the newest message to one of the visit's own visitors once more; no other message can be named here. */
export function retryRoute(context: Context): AnyRoute {
  return route({
    method: 'post',
    path: '/{campus}/visits/{visit}/messages/{message}',
    role: 'holder',
    summary: 'Send a message of a visit once more',
    handle: (ask) =>
      atDesk(context, ask, async ({ snapshot, host, base }) => {
        const { id, visitors } = await readVisit(context, snapshot, host, ask.params['visit'] ?? '');
        const message = visitors.find((one) => one.message?.id === ask.params['message'])?.message;
        if (!message) throw new Problem(404, 'message_unknown', 'There is no such message.');
        await retryMessage(context, snapshot, host, message.id);
        return { redirect: `${base}/${id}?done=retried` };
      }),
  });
}
