import { z } from 'zod';
import { Problem } from '../../domain/problem.js';
import type { Context } from '../../use-cases/context.js';
import { retryMessage } from '../../use-cases/messages/retry-message.js';
import { CONSOLE_PAGES } from '../page/console-nav.js';
import { type AnyRoute, route } from '../route.js';
import { campusOf } from './campus-of.js';
import { actorAs } from './staff-actor.js';

const ROLES = CONSOLE_PAGES.messages.roles;

/** Sends a failed or uncertain message once more. */
export function retryMessageRoute(context: Context): AnyRoute {
  return route({
    method: 'post',
    path: '/api/v1/campuses/{campus}/messages/{message}/retry',
    role: ROLES,
    summary: 'Send a failed or uncertain message once more (roles admin, help_desk)',
    async handle({ params, principal }) {
      const id = z.uuid().safeParse(params['message']);
      if (!id.success) throw new Problem(404, 'message_unknown', 'There is no such message.');
      const by = { actor: actorAs(principal, ROLES) };
      const message = await retryMessage(context, campusOf(context, params), by, id.data);
      return { status: 202, json: message };
    },
  });
}
