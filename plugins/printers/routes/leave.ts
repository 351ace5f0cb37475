import { type AnyRoute, route } from '../../../core/http/route.js';
import type { PrinterScope } from '../session-store.js';
import { leave } from '../stay.js';
import { type PanelDoor, sessionId } from './asks.js';

/** Log-out at the panel; twice is the same as once. */
export function leaveRoute(scope: PrinterScope, door: PanelDoor): AnyRoute {
  return route({
    method: 'delete',
    path: `/api/v1/campuses/${scope.campus.slug}/points/{point}/sessions/{session}`,
    role: 'device',
    summary: 'Sign out at a printer panel',
    async handle({ params, principal }) {
      const panel = await door.panel(principal, params['point'] ?? '');
      await leave(scope, panel, sessionId(params));
      return { status: 204 };
    },
  });
}
