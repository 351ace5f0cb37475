import { z } from 'zod';
import { Problem } from '../../../core/domain/problem.js';
import { type AnyRoute, route } from '../../../core/http/route.js';
import type { Desk } from '../desk.js';
import { writeSessionText } from '../session-text.js';

const body = z.strictObject({
  /** The phone's model, as the client knows it. */
  label: z.string().trim().min(1).max(40),
  /** Each notice's id and the version that was shown and accepted. */
  accepted: z.record(z.string().max(64), z.int().min(1)).default({}),
});
type Body = z.output<typeof body>;

/** Applying for the card: this phone becomes the one that shows the codes. And accepting notices that were raised since. */
export function deviceRoutes(desk: Desk): AnyRoute[] {
  return [linkRoute(desk), acceptRoute(desk)];
}

function acceptRoute(desk: Desk): AnyRoute {
  return route<Pick<Body, 'accepted'>>({
    method: 'put',
    path: `${desk.api}/device`,
    role: 'public',
    summary: 'Mini program: accept the notices as they stand now, on the linked phone',
    body: body.pick({ accepted: true }) as z.ZodType<Pick<Body, 'accepted'>>,
    async handle(ask) {
      desk.refuseOld(ask);
      const { text } = await desk.signedIn(ask);
      if (text.device === null) throw new Problem(401, 'device_unlinked', 'This phone is not linked.');
      await desk.scope.hub.acceptNotices({ deviceToken: text.device, accepted: ask.body.accepted });
      return { status: 204 };
    },
  });
}

function linkRoute(desk: Desk): AnyRoute {
  return route<Body>({
    method: 'post',
    path: `${desk.api}/device`,
    role: 'public',
    summary:
      'Mini program: link this phone, with the notices accepted; answers the session to keep from now on',
    body: body as z.ZodType<Body>,
    answer: z.object({ session: z.string() }),
    async handle(ask) {
      desk.refuseOld(ask);
      const { person, session, text } = await desk.signedIn(ask);
      const device = await desk.phones
        .link({ person, openid: session.openid, ...ask.body })
        .catch((error: unknown) => {
          throw withWayOut(desk, error);
        });
      return { status: 201, json: { session: writeSessionText({ ...text, device }) } };
    },
  });
}

/** Who is told of another phone is told where to log it out, too. */
function withWayOut(desk: Desk, error: unknown): unknown {
  if (!(error instanceof Problem) || error.code !== 'another_phone_linked') return error;
  const portal = desk.absolute(`/${desk.scope.campus.slug}/portal/linked-device`);
  return new Problem(409, 'another_phone_linked', error.detail, { portal });
}
