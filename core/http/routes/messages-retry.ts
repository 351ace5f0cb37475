import { z } from 'zod';
import { Problem } from '../../domain/problem.js';
import type { Context } from '../../use-cases/context.js';
import { retryMessage } from '../../use-cases/messages/retry-message.js';
import { type AnyRoute, route } from '../route.js';
import { campusOf } from './campus-of.js';
import { actorOf } from './plugins.js';

/** Sends a failed or uncertain message once more. */
export function retryMessageRoute(context: Context): AnyRoute {
  return route({
    method: 'post',
    path: '/api/v1/campuses/{campus}/messages/{message}/retry',
    role: 'admin',
    summary: 'Send a failed or uncertain message once more',
    async handle({ params, principal }) {
      const id = z.uuid().safeParse(params['message']);
      if (!id.success) throw new Problem(404, 'message_unknown', 'There is no such message.');
      const by = { actor: actorOf(principal) };
      const message = await retryMessage(context, campusOf(context, params), by, id.data);
      return { status: 202, json: message };
    },
  });
}
