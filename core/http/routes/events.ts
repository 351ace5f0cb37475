import { z } from 'zod';
import { readEvents } from '../../store/events.js';
import type { Context } from '../../use-cases/context.js';
import { type AnyRoute, route } from '../route.js';
import { campusOf } from './campus-of.js';

const cursor = z.coerce.number().int().positive().optional();
const query = z.strictObject({
  before: cursor,
  after: cursor,
  limit: z.coerce.number().int().min(1).max(500).default(50),
});

/** Decisions that happened, newest first. `next` goes into `before` for the page after. */
export function eventsRoute(context: Context): AnyRoute {
  return route({
    method: 'get',
    path: '/api/v1/campuses/{campus}/events',
    role: 'admin',
    summary: 'List decisions, newest first',
    query,
    async handle({ params, query: page }) {
      const { campus, slug } = campusOf(context, params);
      const items = await readEvents(context.pool, { campus, slug, ...page });
      return { json: { items, next: items.length === page.limit ? (items.at(-1)?.id ?? null) : null } };
    },
  });
}
