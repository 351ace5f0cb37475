import { z } from 'zod';
import { type AnyRoute, route } from '../../../core/http/route.js';
import type { Desk } from '../desk.js';
import { writeSessionText } from '../session-text.js';

const body = z.strictObject({ code: z.string().min(1).max(256) });
const answer = z.object({ session: z.string(), expiresAt: z.int(), now: z.int() });

/** Begins a session with a code of `wx.login`, and ends one. */
export function sessionRoutes(desk: Desk): AnyRoute[] {
  return [beginRoute(desk), endRoute(desk)];
}

function beginRoute(desk: Desk): AnyRoute {
  return route({
    method: 'post',
    path: `${desk.api}/session`,
    role: 'public',
    summary: 'Mini program: a session of its own for a code of wx.login',
    body,
    answer,
    async handle(ask) {
      desk.refuseOld(ask);
      desk.countSession(ask.remoteAddress);
      const { secret, expiresAt } = await desk.sessions.begin(await desk.platform.openidOf(ask.body.code));
      const session = writeSessionText({ session: secret, device: null });
      return { status: 201, json: { session, expiresAt, now: desk.scope.now() } };
    },
  });
}

function endRoute(desk: Desk): AnyRoute {
  return route({
    method: 'delete',
    path: `${desk.api}/session`,
    role: 'public',
    summary: 'Mini program: log out; a phone that was linked here shows no more codes',
    async handle(ask) {
      desk.refuseOld(ask);
      const { session } = await desk.client(ask);
      if (session.person !== null) await desk.phones.unlink(session.person, session.openid);
      await desk.sessions.end(session.digest);
      return { status: 204 };
    },
  });
}
