import { z } from 'zod';
import { type AnyRoute, route } from '../../../core/http/route.js';
import type { Desk } from '../pages/desk.js';

const codeAnswer = z.object({
  text: z.string(),
  /** Epoch milliseconds by the hub's clock: when the step began, when it ends, and now. */
  issued: z.int(),
  until: z.int(),
  now: z.int(),
});

/**
 * The code of the current step for the phone that asks. The role is `public` because the phone's own token is what is
 * asked for, not a session: see README.md.
 */
export function codesRoute(desk: Desk): AnyRoute {
  return route({
    method: 'post',
    path: `${desk.api}/codes`,
    role: 'public',
    summary: 'The code of the current step, for the linked phone (cookie or Gatehouse-Device header)',
    answer: codeAnswer,
    async handle(ask) {
      const { text, issued, until, now } = await desk.phones.code(desk.phones.passOf(ask), ask.principal);
      return { json: { text, issued, until, now }, headers: { 'cache-control': 'no-store' } };
    },
  });
}
