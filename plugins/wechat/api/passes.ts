import { z } from 'zod';
import { type AnyRoute, route } from '../../../core/http/route.js';
import type { Desk } from '../desk.js';

const body = z.strictObject({ code: z.string().min(1).max(256) });
const passAnswer = z.object({
  /** For the header `Gatehouse-Pass`. */
  session: z.string(),
  pass: z.looseObject({ state: z.string(), from: z.string(), until: z.string() }),
});

/** A visitor's passes, after WeChat has proven the telephone number that was invited. */
export function passesRoute(desk: Desk): AnyRoute {
  return route({
    method: 'post',
    path: `${desk.api}/passes`,
    role: 'public',
    summary: 'Mini program: the passes of the number behind a code of the phone button',
    body,
    answer: z.object({ passes: z.array(passAnswer), now: z.int() }),
    async handle(ask) {
      desk.refuseOld(ask);
      const { session } = await desk.client(ask);
      desk.countNumber(session);
      const number = await desk.platform.phoneOf(ask.body.code);
      return { json: { passes: await desk.scope.hub.passesOfNumber(number), now: desk.scope.now() } };
    },
  });
}
