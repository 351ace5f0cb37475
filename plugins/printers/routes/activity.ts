import { z } from 'zod';
import { type AnyRoute, route } from '../../../core/http/route.js';
import type { PrinterScope } from '../session-store.js';
import { keepSession } from '../stay.js';
import { type PanelDoor, sessionAnswer, sessionId } from './asks.js';

/** Somebody pressed something at the panel: the idle end moves. */
export function activityRoute(scope: PrinterScope, door: PanelDoor): AnyRoute {
  return route({
    method: 'post',
    path: `/api/v1/campuses/${scope.campus.slug}/points/{point}/sessions/{session}/activity`,
    role: 'device',
    summary: 'Keep the session of a printer panel',
    answer: z.object({ session: sessionAnswer }),
    async handle({ params, principal, language }) {
      const panel = await door.panel(principal, params['point'] ?? '');
      return { json: { session: await keepSession(scope, panel, sessionId(params), language) } };
    },
  });
}
