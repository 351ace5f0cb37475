import { z } from 'zod';
import { type AnyRoute, route } from '../../../core/http/route.js';
import type { Context } from '../../../core/use-cases/context.js';
import { decideVisit } from '../../../core/use-cases/visits/decide-visit.js';
import { atDesk } from './desk.js';

const body = z.object({
  approve: z.enum(['yes', 'no']),
  note: z.string().max(2_000).default(''),
  /** Of the visit as the page showed it. */
  version: z.coerce.number().int().min(0).optional(),
});

/** An approver's yes or no, with a note for the host. */
export function decisionRoute(context: Context): AnyRoute {
  return route<z.output<typeof body>>({
    method: 'post',
    path: '/{campus}/visits/{visit}/decision',
    role: 'holder',
    summary: 'Approve or decline a visit',
    body,
    handle: (ask) =>
      atDesk(context, ask, async ({ snapshot, host, base }) => {
        const approve = ask.body.approve === 'yes';
        const note = ask.body.note.trim() || undefined;
        const { id } = await decideVisit(context, snapshot, host, ask.params['visit'] ?? '', {
          approve,
          note,
          version: ask.body.version,
        });
        const done = approve ? 'approved' : 'declined';
        return { redirect: `${base}/${id}?done=${done}` };
      }),
  });
}
