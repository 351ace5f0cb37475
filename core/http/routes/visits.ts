import { z } from 'zod';
import { LANGUAGES } from '../../domain/languages.js';
import { Problem } from '../../domain/problem.js';
import type { Context } from '../../use-cases/context.js';
import { cancelVisit } from '../../use-cases/visits/cancel-visit.js';
import { cancelVisitor } from '../../use-cases/visits/cancel-visitor.js';
import { changeVisit } from '../../use-cases/visits/change-visit.js';
import { listVisits } from '../../use-cases/visits/list-visits.js';
import { readVisit } from '../../use-cases/visits/read-visit.js';
import { requestVisit } from '../../use-cases/visits/request-visit.js';
import { type AnyRoute, type RouteAsk, route } from '../route.js';
import { campusOf } from './campus-of.js';
import { visitAnswer, visitPage } from './visits-answer.js';
import { hostOf } from './visits-host.js';

const instant = z.iso.datetime({ offset: true });
const points = z.array(z.string().max(64)).max(64);
const visitor = z.strictObject({
  name: z.string().max(200),
  /** E-mail address of a foreign visitor, telephone number of a mainland one. */
  contact: z.string().max(320),
  organisation: z.string().max(200).optional(),
  language: z.enum(LANGUAGES),
});
const request = z.strictObject({
  kind: z.enum(['foreign', 'mainland', 'group']),
  visitor: visitor.optional(),
  group: z.strictObject({ name: z.string().max(200), size: z.int() }).optional(),
  from: instant,
  until: instant,
  points,
  purpose: z.string().max(400),
});
const change = z.strictObject({ from: instant, until: instant, points: points.optional() });
const note = z.strictObject({ note: z.string().max(400).optional() });
const list = z.strictObject({
  when: z.enum(['coming', 'past']).default('coming'),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});

const ALL = '/api/v1/campuses/{campus}/visits';
const ONE = '/api/v1/campuses/{campus}/visits/{visit}';

/** A host's visits: list, ask for one, read, move and cancel it. */
export function visitRoutes(context: Context): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: ALL,
      role: 'holder',
      summary: 'List your own visits, under way and to come or past',
      query: list,
      answer: visitPage,
      async handle({ params, query, principal }) {
        return { json: await listVisits(context, campusOf(context, params), hostOf(principal), query) };
      },
    }),
    route({
      method: 'post',
      path: ALL,
      role: 'holder',
      summary: 'Ask for a visit; the Idempotency-Key makes asking again harmless',
      body: request,
      answer: visitAnswer,
      handle: (ask) => makeVisit(context, ask),
    }),
    route({
      method: 'get',
      path: ONE,
      role: 'holder',
      summary: 'Read a visit with its visitors and the newest message to each',
      answer: visitAnswer,
      async handle({ params, principal }) {
        const snapshot = campusOf(context, params);
        return { json: await readVisit(context, snapshot, hostOf(principal), params['visit'] ?? '') };
      },
    }),
    route({
      method: 'put',
      path: ONE,
      role: 'holder',
      summary: 'Move a visit or its points; codes with the old window are void at once',
      body: change,
      answer: visitAnswer,
      async handle({ params, body, principal }) {
        const snapshot = campusOf(context, params);
        const to = { from: Date.parse(body.from), until: Date.parse(body.until), points: body.points };
        return { json: await changeVisit(context, snapshot, hostOf(principal), params['visit'] ?? '', to) };
      },
    }),
    route({
      method: 'delete',
      path: ONE,
      role: 'holder',
      summary: 'Cancel a visit; its codes are void at once and its links end',
      // Not in the address, which gateways write down.
      body: note,
      answer: visitAnswer,
      async handle({ params, body, principal }) {
        const snapshot = campusOf(context, params);
        return {
          json: await cancelVisit(context, snapshot, hostOf(principal), params['visit'] ?? '', body),
        };
      },
    }),
    cancelVisitorRoute(context),
  ];
}

function cancelVisitorRoute(context: Context): AnyRoute {
  return route({
    method: 'delete',
    path: `${ONE}/visitors/{visitor}`,
    role: 'holder',
    summary: 'Take one visitor off a visit: the codes are void at once, the links end and the place is free',
    body: note,
    answer: visitAnswer,
    async handle({ params: { visit = '', visitor = '', ...params }, body, principal }) {
      const ask = { visit, visitor, note: body.note };
      return { json: await cancelVisitor(context, campusOf(context, params), hostOf(principal), ask) };
    },
  });
}

async function makeVisit(
  context: Context,
  { params, body, principal, request: sent }: RouteAsk<z.infer<typeof request>, undefined>,
) {
  const { from, until, ...ask } = body;
  const times = { from: Date.parse(from), until: Date.parse(until) };
  const requestKey = idempotencyKey(sent.get('idempotency-key'));
  const view = await requestVisit(context, campusOf(context, params), hostOf(principal), {
    ...ask,
    ...times,
    requestKey,
  });
  return { status: 201, json: view };
}

/** Throws `invalid_request` (400) for one that is too long or holds other signs. */
function idempotencyKey(sent: string | undefined): string | undefined {
  if (sent === undefined || /^[\x21-\x7e]{1,128}$/.test(sent)) return sent;
  throw new Problem(400, 'invalid_request', 'An Idempotency-Key has 1 to 128 visible ASCII characters.');
}
