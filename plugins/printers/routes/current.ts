import { z } from 'zod';
import { type AnyRoute, route } from '../../../core/http/route.js';
import type { PrinterScope } from '../session-store.js';
import { currentSession } from '../stay.js';
import { type PanelDoor, sessionAnswer } from './asks.js';

/** Who is signed in at the panel now. */
export function currentRoute(scope: PrinterScope, door: PanelDoor): AnyRoute {
  return route({
    method: 'get',
    path: `/api/v1/campuses/${scope.campus.slug}/points/{point}/sessions/current`,
    role: 'device',
    summary: 'Who is signed in at a printer panel',
    answer: z.object({ session: sessionAnswer.nullable() }),
    async handle({ params, principal, language }) {
      const panel = await door.panel(principal, params['point'] ?? '');
      return { json: { session: await currentSession(scope, panel, language) } };
    },
  });
}
