import { z } from 'zod';
import { LANGUAGES } from '../../domain/languages.js';
import { VISITOR_WAYS } from '../../domain/visits.js';
import type { Context } from '../../use-cases/context.js';
import { bookAlumni } from '../../use-cases/visits/book-alumni.js';
import { readGroup } from '../../use-cases/visits/read-group.js';
import { registerMember } from '../../use-cases/visits/register-member.js';
import { type AnyRoute, route } from '../route.js';
import { campusOf } from './campus-of.js';
import { LinkRate } from './pass-rate.js';

const CAMPUS = '/api/v1/campuses/{campus}';
const instant = z.iso.datetime({ offset: true });
/** In the body, never in an address that would be logged. */
const token = z.string().max(100);

/** What somebody without an account asks for: a group's registration by its link, an alumna's own visit. */
export function visitPublicRoutes(context: Context): AnyRoute[] {
  const rate = new LinkRate();
  return [
    route({
      method: 'post',
      path: `${CAMPUS}/group`,
      role: 'public',
      summary: 'Read a group by the token of its registration link',
      body: z.strictObject({ token }),
      async handle({ params, body, remoteAddress }) {
        const snapshot = campusOf(context, params);
        const read = () => readGroup(context, snapshot, body.token);
        return { json: await rate.counted(remoteAddress, context.now(), read) };
      },
    }),
    route({
      method: 'post',
      path: `${CAMPUS}/group/members`,
      role: 'public',
      summary: 'Register for a group; the invitation comes to the address given',
      body: z.strictObject({
        token,
        way: z.enum(VISITOR_WAYS),
        name: z.string().max(200),
        contact: z.string().max(320),
        organisation: z.string().max(200).optional(),
        language: z.enum(LANGUAGES),
      }),
      answer: z.object({ state: z.enum(['requested', 'approved']) }),
      async handle({ params, body: { token: link, ...member }, remoteAddress }) {
        const snapshot = campusOf(context, params);
        const register = () => registerMember(context, snapshot, link, member);
        return { status: 201, json: await rate.counted(remoteAddress, context.now(), register) };
      },
    }),
    alumniRoute(context),
  ];
}

function alumniRoute(context: Context): AnyRoute {
  return route({
    method: 'post',
    path: `${CAMPUS}/alumni/visits`,
    role: 'public',
    summary:
      'Book as an alumna; the link goes to the address of the register, and the answer is always the same',
    body: z.strictObject({
      name: z.string().max(400),
      number: z.string().max(200),
      from: instant,
      until: instant,
      points: z.array(z.string().max(64)).max(64),
      purpose: z.string().max(400),
      language: z.enum(LANGUAGES),
    }),
    answer: z.object({ accepted: z.literal(true) }),
    async handle({ params, body, remoteAddress }) {
      const times = { from: Date.parse(body.from), until: Date.parse(body.until) };
      await bookAlumni(context, campusOf(context, params), { ...body, ...times, remoteAddress });
      return { status: 202, json: { accepted: true } };
    },
  });
}
