import { z } from 'zod';
import { type AnyRoute, route } from '../../../core/http/route.js';
import type { Desk } from '../pages/desk.js';

const acceptBody = z.strictObject({ accepted: z.record(z.string().max(64), z.int().min(1)) });
type AcceptBody = z.infer<typeof acceptBody>;

/** For apps: what the wallet's form does, after a code was refused with `notices_not_accepted`. */
export function acceptNoticesRoute(desk: Desk): AnyRoute {
  return route<AcceptBody>({
    method: 'post',
    path: `${desk.api}/notices`,
    role: 'public',
    summary:
      'Accepts the notices as they stand now, for the linked phone (cookie or Gatehouse-Device header)',
    body: acceptBody,
    async handle(ask) {
      const { token } = desk.phones.speaking(desk.phones.passOf(ask), ask.principal);
      await desk.scope.hub.acceptNotices({ deviceToken: token, accepted: ask.body.accepted });
      return { status: 204 };
    },
  });
}
