import { z } from 'zod';
import { DENY_REASONS, GRANT_REASONS } from '../../domain/reasons.js';
import { searchEvents } from '../../store/events-search.js';
import type { Context } from '../../use-cases/context.js';
import { CONSOLE_PAGES } from '../page/console-nav.js';
import { type AnyRoute, route } from '../route.js';
import { seenPoints } from '../seen-points.js';
import { campusOf } from './campus-of.js';

const cursor = z.coerce.number().int().positive().optional();
const instant = z.iso
  .datetime({ offset: true })
  .transform((text) => Date.parse(text))
  .optional();

/** Which events, by what each of them says. */
export const eventFilter = z.strictObject({
  point: z.string().max(100).optional(),
  device: z.string().max(100).optional(),
  outcome: z.enum(['grant', 'deny']).optional(),
  reason: z.enum([...GRANT_REASONS, ...DENY_REASONS]).optional(),
});

const query = eventFilter.extend({
  from: instant,
  until: instant,
  before: cursor,
  after: cursor,
  limit: z.coerce.number().int().min(1).max(500).default(50),
});

const { roles } = CONSOLE_PAGES.events;

/**
 * Decisions that happened, newest first; an owner of areas sees those at her points. `next` goes into `before` for the page
 * after. A page with less on it than was asked for and a `next` is as far as one question looks back.
 */
export function eventsRoute(context: Context): AnyRoute {
  return route({
    method: 'get',
    path: '/api/v1/campuses/{campus}/events',
    role: roles,
    summary: 'List decisions, newest first',
    query,
    async handle({ params, principal, query: page }) {
      const snapshot = campusOf(context, params);
      const { campus, slug } = snapshot;
      const seen = seenPoints(snapshot, principal, roles);
      const { items, next, lookedTo } = await searchEvents(context.pool, { campus, slug, seen, ...page });
      return { json: { items, next, lookedTo } };
    },
  });
}
