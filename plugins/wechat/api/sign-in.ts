import { z } from 'zod';
import { Problem } from '../../../core/domain/problem.js';
import { type AnyRoute, route } from '../../../core/http/route.js';
import type { Desk } from '../desk.js';

const begun = z.object({
  /** For the web view. */
  url: z.string(),
  /** The web view is led here afterwards, with the code as the query's `code`. */
  returnsTo: z.string(),
  until: z.int(),
});
const proof = z.strictObject({ code: z.string().regex(/^\d{8}$/, 'eight digits') });

/** The campus sign-in of a session: on the campus's own page, in a web view; see README.md. */
export function signInRoutes(desk: Desk): AnyRoute[] {
  return [beginRoute(desk), proveRoute(desk)];
}

function beginRoute(desk: Desk): AnyRoute {
  return route({
    method: 'post',
    path: `${desk.api}/sign-ins`,
    role: 'public',
    summary: 'Mini program: begin the sign-in with the campus account',
    answer: begun,
    async handle(ask) {
      desk.refuseOld(ask);
      const { session } = await desk.client(ask);
      const { ticket, until } = await desk.signIns.begin(session.digest);
      const query = new URLSearchParams({ ticket, lang: ask.language });
      const url = `${desk.absolute(desk.paths.signIn)}?${query}`;
      return { status: 201, json: { url, returnsTo: desk.absolute(desk.paths.signedIn), until } };
    },
  });
}

function proveRoute(desk: Desk): AnyRoute {
  return route({
    method: 'put',
    path: `${desk.api}/sign-ins`,
    role: 'public',
    summary: 'Mini program: end the sign-in with the code that the web view was led to',
    body: proof,
    async handle(ask) {
      desk.refuseOld(ask);
      const { session } = await desk.client(ask);
      const person = await desk.signIns.prove(session.digest, ask.body.code);
      if (person === null)
        throw new Problem(
          400,
          'sign_in_not_proven',
          'This code belongs to no sign-in that this session began.',
        );
      await desk.sessions.signIn(session.digest, person);
      return { status: 204 };
    },
  });
}
