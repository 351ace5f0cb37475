import { type AnyRoute, route } from '../../../core/http/route.js';
import type { Context } from '../../../core/use-cases/context.js';
import { resendMessage } from '../../../core/use-cases/visits/resend-message.js';
import { atDesk } from './desk.js';

/** Sends the newest message to one of the visit's own visitors once more. */
export function retryRoute(context: Context): AnyRoute {
  return route({
    method: 'post',
    path: '/{campus}/visits/{visit}/messages/{message}',
    role: 'holder',
    summary: 'Send a message of a visit once more',
    handle: (ask) =>
      atDesk(context, ask, async ({ snapshot, host, base }) => {
        const { visit = '', message = '' } = ask.params;
        await resendMessage(context, snapshot, host, { visit, message });
        return { redirect: `${base}/${visit}?done=retried` };
      }),
  });
}
