import { type AnyRoute, route } from '../../../core/http/route.js';
import type { Context } from '../../../core/use-cases/context.js';
import { closeGroup } from '../../../core/use-cases/visits/close-group.js';
import { atDesk } from './desk.js';

/** Nobody registers with the group any more; who did may come. */
export function closeRoute(context: Context): AnyRoute {
  return route({
    method: 'post',
    path: '/{campus}/visits/{visit}/close',
    role: 'holder',
    summary: 'Close the registration of a group',
    handle: (ask) =>
      atDesk(context, ask, async ({ snapshot, host, base }) => {
        const { id } = await closeGroup(context, snapshot, host, ask.params['visit'] ?? '');
        return { redirect: `${base}/${id}?done=closed` };
      }),
  });
}
