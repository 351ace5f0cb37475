import { z } from 'zod';
import type { Context } from '../../use-cases/context.js';
import { askOneTimeCode } from '../../use-cases/visits/ask-one-time-code.js';
import { issueVisitCode } from '../../use-cases/visits/issue-visit-code.js';
import { openLink } from '../../use-cases/visits/open-link.js';
import { proveOneTimeCode } from '../../use-cases/visits/prove-one-time-code.js';
import { showPass } from '../../use-cases/visits/show-pass.js';
import { type AnyRoute, route } from '../route.js';
import { campusOf } from './campus-of.js';
import { LinkRate, PassCodeRate } from './pass-rate.js';
import { heldSession, passCookie, passSession } from './pass-session.js';
import { passAnswer } from './visits-answer.js';

const PASS = '/api/v1/campuses/{campus}/pass';
const millis = z.number();

/** A visitor's pass: whoever holds its session, by cookie or by the header Gatehouse-Pass, needs no sign-in. */
export function passRoutes(context: Context): AnyRoute[] {
  return [openRoute(context), showRoute(context), codeRoute(context), ...proofRoutes(context)];
}

function openRoute(context: Context): AnyRoute {
  const rate = new LinkRate();
  return route({
    method: 'post',
    path: `${PASS}/links`,
    role: 'public',
    summary: 'Open a link: its token is swapped for the session of a pass',
    body: z.strictObject({ token: z.string().max(100) }),
    answer: z.object({ session: z.string(), proven: z.boolean(), until: millis }),
    async handle({ params, body, remoteAddress, request }) {
      const snapshot = campusOf(context, params);
      const held = heldSession(request, snapshot.slug);
      const open = () => openLink(context, snapshot, body.token, held);
      const opened = await rate.counted(remoteAddress, context.now(), open);
      return {
        status: 201,
        json: opened,
        cookies: [passCookie(snapshot.slug, opened, context.now())],
      };
    },
  });
}

function showRoute(context: Context): AnyRoute {
  return route({
    method: 'get',
    path: PASS,
    role: 'public',
    summary: 'Show the pass; nothing of the visit until it is proven who looks',
    answer: passAnswer,
    async handle({ params, request }) {
      const snapshot = campusOf(context, params);
      return { json: await showPass(context, snapshot, passSession(request, snapshot.slug)) };
    },
  });
}

function codeRoute(context: Context): AnyRoute {
  const rate = new PassCodeRate();
  return route({
    method: 'post',
    path: `${PASS}/codes`,
    role: 'public',
    summary: 'The code of the current step of a pass',
    answer: z.object({ text: z.string(), issued: millis, until: millis, now: millis }),
    async handle({ params, request }) {
      const snapshot = campusOf(context, params);
      const session = passSession(request, snapshot.slug);
      rate.spend(session, context.now());
      return { json: await issueVisitCode(context, snapshot, session) };
    },
  });
}

function proofRoutes(context: Context): AnyRoute[] {
  return [
    route({
      method: 'post',
      path: `${PASS}/proof`,
      role: 'public',
      summary: 'Send a one-time code to the invited number',
      answer: z.object({ contact: z.string(), until: millis, again: millis }),
      async handle({ params, request, remoteAddress }) {
        const snapshot = campusOf(context, params);
        const session = passSession(request, snapshot.slug);
        return { status: 202, json: await askOneTimeCode(context, snapshot, session, remoteAddress) };
      },
    }),
    route({
      method: 'put',
      path: `${PASS}/proof`,
      role: 'public',
      summary: 'Prove the invited number by the one-time code that was sent to it',
      body: z.strictObject({ code: z.string().max(32) }),
      answer: passAnswer,
      async handle({ params, body, request }) {
        const snapshot = campusOf(context, params);
        const session = passSession(request, snapshot.slug);
        await proveOneTimeCode(context, snapshot, session, body.code);
        return { json: await showPass(context, snapshot, session) };
      },
    }),
  ];
}
