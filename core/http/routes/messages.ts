import { z } from 'zod';
import { CHANNELS, MESSAGE_STATES } from '../../domain/messages.js';
import type { Context } from '../../use-cases/context.js';
import { listMessages } from '../../use-cases/messages/list-messages.js';
import { CONSOLE_PAGES } from '../page/console-nav.js';
import { type AnyRoute, route } from '../route.js';
import { campusOf } from './campus-of.js';

const query = z.strictObject({
  state: z.enum(MESSAGE_STATES).optional(),
  channel: z.enum(CHANNELS).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** Messages to people, newest first: how each went, never to whom. `next` goes into `cursor` for the page after. */
export function messagesRoute(context: Context): AnyRoute {
  return route({
    method: 'get',
    path: '/api/v1/campuses/{campus}/messages',
    role: CONSOLE_PAGES.messages.roles,
    summary: 'List messages with their states, newest first (roles admin, help_desk)',
    query,
    async handle({ params, query: ask }) {
      return { json: await listMessages(context, campusOf(context, params), ask) };
    },
  });
}
