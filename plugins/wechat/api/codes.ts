import { z } from 'zod';
import { Problem } from '../../../core/domain/problem.js';
import { type Answer, type AnyRoute, route } from '../../../core/http/route.js';
import type { IssuedCode } from '../../../core/use-cases/issue-code.js';
import type { Desk } from '../desk.js';
import { qrMatrix } from '../qr-matrix.js';

const codeAnswer = z.object({
  text: z.string(),
  /** The same as a QR code: a text of `1` (dark) and `0` a row, without the quiet zone. */
  matrix: z.array(z.string()),
  /** Epoch milliseconds by the hub's clock: when the step began, when it ends, and now. */
  issued: z.int(),
  until: z.int(),
  now: z.int(),
});

/** The holder's code and the visitor's, drawn so far that a client without an encoder shows them. */
export function codeRoutes(desk: Desk): AnyRoute[] {
  return [cardCodeRoute(desk), passCodeRoute(desk)];
}

function cardCodeRoute(desk: Desk): AnyRoute {
  return route({
    method: 'post',
    path: `${desk.api}/codes`,
    role: 'public',
    summary: 'Mini program: the code of the current step, for the linked phone',
    answer: codeAnswer,
    async handle(ask) {
      desk.refuseOld(ask);
      const { text } = await desk.signedIn(ask);
      if (text.device === null) throw new Problem(401, 'device_unlinked', 'This phone is not linked.');
      desk.countCode(text.device);
      return drawn(await desk.scope.hub.issueCode(text.device));
    },
  });
}

function passCodeRoute(desk: Desk): AnyRoute {
  return route({
    method: 'post',
    path: `${desk.api}/pass-codes`,
    role: 'public',
    summary: 'Mini program: the code of the current step for a visitor’s pass (header Gatehouse-Pass)',
    answer: codeAnswer,
    async handle(ask) {
      desk.refuseOld(ask);
      const pass = ask.request.get('gatehouse-pass');
      if (pass === undefined || pass.length > 128) throw new Problem(401, 'pass_ended', 'This pass is over.');
      desk.countCode(pass);
      return drawn(await desk.scope.hub.visitCode(pass));
    },
  });
}

function drawn({ text, issued, until, now }: IssuedCode): Answer {
  return {
    json: { text, matrix: qrMatrix(text), issued, until, now },
    headers: { 'cache-control': 'no-store' },
  };
}
