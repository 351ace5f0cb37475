import { z } from 'zod';
import { type AnyRoute, route } from '../../../core/http/route.js';
import type { Context } from '../../../core/use-cases/context.js';
import { listVisits } from '../../../core/use-cases/visits/list-visits.js';
import { hostOrRefuse } from '../../../core/use-cases/visits/may.js';
import { atDesk, deskSheet } from './desk.js';
import { listBody } from './list.js';

const LIMIT = 20;
const query = z.object({
  when: z.enum(['coming', 'past']).catch('coming'),
  cursor: z.string().max(400).optional(),
});

/** `/{campus}/visits`: whom this person invited, and how each message went. */
export function listRoute(context: Context): AnyRoute {
  return route<undefined, z.output<typeof query>>({
    method: 'get',
    path: '/{campus}/visits',
    role: 'holder',
    summary: 'A host’s visits',
    query,
    handle: (ask) =>
      atDesk(context, ask, async (desk) => {
        hostOrRefuse(desk.snapshot, desk.host, 'foreign');
        const { when, cursor } = ask.query;
        const found = await listVisits(context, desk.snapshot, desk.host, { when, cursor, limit: LIMIT });
        const body = listBody(desk, when, found);
        return deskSheet(desk, { title: desk.words.list.title, body, at: 'visits' });
      }),
  });
}
