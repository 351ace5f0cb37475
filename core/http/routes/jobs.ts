import { z } from 'zod';
import { countJobs, listJobs } from '../../jobs/outbox.js';
import type { Context } from '../../use-cases/context.js';
import { type AnyRoute, route } from '../route.js';
import { campusOf } from './campus-of.js';

const query = z.strictObject({
  state: z.enum(['open', 'dead']).default('dead'),
  cursor: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/**
 * Jobs of the campus that wait, run or are dead: kind, what they are about, attempts, error code and times, never what
 * they carry. `next` goes into `cursor` for the page after; `counts` is of all of them.
 */
export function jobsRoute(context: Context): AnyRoute {
  return route({
    method: 'get',
    path: '/api/v1/campuses/{campus}/jobs',
    role: 'admin',
    summary: 'List dead jobs, newest first, or open ones, oldest first',
    query,
    async handle({ params, query: page }) {
      const { campus } = campusOf(context, params);
      const items = await listJobs(context.pool, { ...page, campus, now: context.now() });
      const next = items.length === page.limit ? (items.at(-1)?.id ?? null) : null;
      return { json: { items, next, counts: await countJobs(context.pool, campus) } };
    },
  });
}
