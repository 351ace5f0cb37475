import { z } from 'zod';
import type { PluginHost } from '../../../core/host/plugin-host.js';
import { CONSOLE_PAGES } from '../../../core/http/page/console-nav.js';
import { template } from '../../../core/http/page/template.js';
import { type AnyRoute, route } from '../../../core/http/route.js';
import type { Context } from '../../../core/use-cases/context.js';
import { decisionRoute } from './decision-route.js';
import { atVisits } from './desk.js';
import { STATES, visitsView } from './view.js';

const cursor = z.string().max(400).optional();
const query = z.object({
  when: z.enum(['today', 'coming']).catch('today'),
  state: z.enum(STATES).catch('approved'),
  cursor,
  waiting: cursor,
  done: z.enum(['approved', 'declined']).optional().catch(undefined),
});
const look = z.object({ name: z.string().trim().max(100).default('') });

const page = template<Awaited<ReturnType<typeof visitsView>>>(
  new URL('./console-visits.hbs', import.meta.url),
);

/** `/{campus}/console/visits`: what waits for a decision, and who is expected. */
export function consoleVisitPages(context: Context, host: PluginHost): AnyRoute[] {
  const { roles: role } = CONSOLE_PAGES.visits;
  return [
    route<undefined, z.output<typeof query>>({
      method: 'get',
      path: '/{campus}/console/visits',
      role,
      summary: 'Visits to approve, and who is expected',
      query,
      handle: (ask) => atVisits(context, host, ask, async (desk) => page(await visitsView(desk, ask.query))),
    }),
    // A visitor's name stands in no address: it is sent, looked for, and answered on the same page.
    route<z.output<typeof look>>({
      method: 'post',
      path: '/{campus}/console/visits',
      role,
      summary: 'Look for a visitor of today by name',
      body: look,
      handle: (ask) =>
        atVisits(context, host, ask, async (desk) =>
          page(await visitsView(desk, { when: 'today', state: 'approved', name: ask.body.name })),
        ),
    }),
    decisionRoute(context, host),
  ];
}
