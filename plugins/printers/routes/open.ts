import { z } from 'zod';
import { DENY_REASONS, GRANT_REASONS } from '../../../core/domain/reasons.js';
import { type AnyRoute, route } from '../../../core/http/route.js';
import type { PrinterScope } from '../session-store.js';
import { signIn } from '../sign-in.js';
import { type PanelDoor, sessionAnswer } from './asks.js';

const body = z.strictObject({
  /** As the reader read it; a longer text is a rubbish scan, not a rubbish request. */
  code: z.string().max(4096),
  requestId: z.string().regex(/^[\w.:-]{1,64}$/, '1 to 64 of A-Z a-z 0-9 _ . : -'),
});

const answer = z.object({
  decision: z.enum(['grant', 'deny']),
  reason: z.enum([...GRANT_REASONS, ...DENY_REASONS]),
  message: z.string(),
  session: sessionAnswer.optional(),
});

/** A panel's reader asks about a code: who is there, and for how long. */
export function openRoute(scope: PrinterScope, door: PanelDoor): AnyRoute {
  return route({
    method: 'post',
    path: `/api/v1/campuses/${scope.campus.slug}/points/{point}/sessions`,
    role: 'device',
    summary: 'Decide a code at a printer panel and sign its holder in',
    body,
    answer,
    async handle({ params, body: ask, principal, language }) {
      const device = door.admit(principal);
      return { json: await signIn(scope, { ...ask, device, point: params['point'] ?? '', language }) };
    },
  });
}
