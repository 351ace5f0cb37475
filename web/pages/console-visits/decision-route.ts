import { z } from 'zod';
import type { PluginHost } from '../../../core/host/plugin-host.js';
import { type AnyRoute, route } from '../../../core/http/route.js';
import type { Context } from '../../../core/use-cases/context.js';
import { decideVisit } from '../../../core/use-cases/visits/decide-visit.js';
import { atVisits } from './desk.js';

const body = z.object({
  approve: z.enum(['yes', 'no']),
  note: z.string().max(2_000).default(''),
  /** Of the visit as the page showed it. */
  version: z.coerce.number().int().min(0).optional(),
});

/** An approver's yes or no on the page of visits, with a note for the host. */
export function decisionRoute(context: Context, host: PluginHost): AnyRoute {
  return route<z.output<typeof body>>({
    method: 'post',
    path: '/{campus}/console/visits/{visit}/decision',
    role: ['admin', 'approver'],
    summary: 'Approve or decline a visit on the page of visits',
    body,
    handle: (ask) =>
      atVisits(context, host, ask, async ({ snapshot, host: by, here }) => {
        const { approve, note, version } = ask.body;
        await decideVisit(context, snapshot, by, ask.params['visit'] ?? '', {
          approve: approve === 'yes',
          note: note.trim() || undefined,
          version,
        });
        return { redirect: `${here}?done=${approve === 'yes' ? 'approved' : 'declined'}` };
      }),
  });
}
