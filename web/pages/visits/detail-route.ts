import { z } from 'zod';
import { type AnyRoute, route } from '../../../core/http/route.js';
import type { Context } from '../../../core/use-cases/context.js';
import { readVisit } from '../../../core/use-cases/visits/read-visit.js';
import { atDesk } from './desk.js';
import { DONE, detailSheet } from './detail.js';

const query = z.object({ done: z.enum(DONE).optional().catch(undefined) });

/** `/{campus}/visits/{visit}`: one visit. */
export function detailRoute(context: Context): AnyRoute {
  return route<undefined, z.output<typeof query>>({
    method: 'get',
    path: '/{campus}/visits/{visit}',
    role: 'holder',
    summary: 'A visit, for its host or an approver',
    query,
    handle: (ask) =>
      atDesk(context, ask, async (desk) => {
        const visit = await readVisit(context, desk.snapshot, desk.host, ask.params['visit'] ?? '');
        return detailSheet(desk, visit, { done: ask.query.done ?? null });
      }),
  });
}
