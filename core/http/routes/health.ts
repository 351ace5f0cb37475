import type { Context } from '../../use-cases/context.js';
import { type AnyRoute, route } from '../route.js';

/** `/healthz`: the process answers. `/readyz`: it can decide and record, else 503 and why. */
export function healthRoutes(context: Context): AnyRoute[] {
  const alive = route({
    method: 'get',
    path: '/healthz',
    role: 'public',
    summary: 'The process answers',
    handle: () => ({ json: { status: 'ok' } }),
  });
  const ready = route({
    method: 'get',
    path: '/readyz',
    role: 'public',
    summary: 'The hub can decide and record',
    async handle() {
      const database = await context.pool.query('select 1').then(
        () => true,
        () => false,
      );
      const status = database ? 'ready' : 'database_unavailable';
      return { status: database ? 200 : 503, json: { status, campuses: context.snapshots.all().length } };
    },
  });
  return [alive, ready];
}
