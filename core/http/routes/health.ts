import { z } from 'zod';
import type { Readiness } from '../../metrics/readiness.js';
import { type AnyRoute, route } from '../route.js';

const answer = z.object({
  status: z.enum(['ready', 'degraded', 'not_ready']),
  problems: z.array(
    z.object({
      code: z.string(),
      campus: z.string().optional(),
      plugin: z.string().optional(),
      broker: z.string().optional(),
    }),
  ),
  campuses: z.number(),
});

/**
 * `/healthz`: the process answers, whatever else is away; where it does not, a new process may help. `/readyz`: it can decide
 * and record, else 503; where it cannot, others are to be asked.
 */
export function healthRoutes(ready: () => Promise<Readiness>): AnyRoute[] {
  const health = route({
    method: 'get',
    path: '/healthz',
    role: 'public',
    summary: 'The process answers',
    handle: () => ({ json: { status: 'ok' } }),
  });
  const readiness = route({
    method: 'get',
    path: '/readyz',
    role: 'public',
    summary: 'The hub can decide and record',
    answer,
    async handle() {
      const found = await ready();
      return { status: found.status === 'not_ready' ? 503 : 200, json: found };
    },
  });
  return [health, readiness];
}
