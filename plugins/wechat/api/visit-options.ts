import { z } from 'zod';
import { type AnyRoute, route } from '../../../core/http/route.js';
import type { Desk } from '../desk.js';

const name = z.object({ en: z.string(), 'zh-Hant': z.string().optional(), 'zh-Hans': z.string().optional() });
const answer = z.object({
  kinds: z.array(z.enum(['mainland', 'foreign', 'group'])),
  points: z.array(z.object({ id: z.string(), name })),
  maxHours: z.int(),
});

/** What a host can ask for, so that the form offers nothing else. Visits themselves are the hub's own interface. */
export function visitOptionsRoute(desk: Desk): AnyRoute {
  return route({
    method: 'get',
    path: `${desk.api}/visit-options`,
    role: 'holder',
    summary: 'Mini program: the kinds of visits and the points that the caller can choose from',
    answer,
    handle(ask) {
      desk.refuseOld(ask);
      const { visits, points } = desk.scope.hub.file();
      const affiliation = ask.principal?.kind === 'person' ? ask.principal.affiliation : null;
      if (!visits || affiliation === null || !visits.hosts.includes(affiliation))
        return { json: { kinds: [], points: [], maxHours: 0 } };
      const group = visits.groupHosts.includes(affiliation) ? ['group'] : [];
      const open = points.filter(({ id }) => visits.points.includes(id));
      return {
        json: {
          kinds: ['mainland', 'foreign', ...group],
          points: open.map((point) => ({ id: point.id, name: point.name })),
          maxHours: visits.maxHours,
        },
      };
    },
  });
}
