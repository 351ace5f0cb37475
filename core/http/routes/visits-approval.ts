import { z } from 'zod';
import type { Context } from '../../use-cases/context.js';
import { closeGroup } from '../../use-cases/visits/close-group.js';
import { copyLink } from '../../use-cases/visits/copy-link.js';
import { decideVisit } from '../../use-cases/visits/decide-visit.js';
import { listRequested } from '../../use-cases/visits/list-requested.js';
import { type AnyRoute, route } from '../route.js';
import { campusOf } from './campus-of.js';
import { visitAnswer, visitPage } from './visits-answer.js';
import { hostOf } from './visits-host.js';

const VISITS = '/api/v1/campuses/{campus}/visits';

/** Deciding on visits, and what a host does with one that counts. `requested` stands before `{visit}` in the table. */
export function visitApprovalRoutes(context: Context, publicUrl: string): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: `${VISITS}/requested`,
      role: 'holder',
      summary: 'List the visits that wait for an approver (role approver or admin)',
      query: z.strictObject({
        cursor: z.string().max(200).optional(),
        limit: z.coerce.number().int().min(1).max(100).default(20),
      }),
      answer: visitPage,
      async handle({ params, query, principal }) {
        return { json: await listRequested(context, campusOf(context, params), hostOf(principal), query) };
      },
    }),
    route({
      method: 'post',
      path: `${VISITS}/{visit}/decision`,
      role: 'holder',
      summary: 'Agree to a visit or decline it (role approver or admin)',
      body: z.strictObject({
        approve: z.boolean(),
        note: z.string().max(400).optional(),
        /** As it was read: another one is refused. */
        version: z.int().min(0).optional(),
      }),
      answer: visitAnswer,
      async handle({ params, body, principal }) {
        const snapshot = campusOf(context, params);
        return { json: await decideVisit(context, snapshot, hostOf(principal), params['visit'] ?? '', body) };
      },
    }),
    route({
      method: 'post',
      path: `${VISITS}/{visit}/links`,
      role: 'holder',
      summary: 'Copy a link: a further one, to a pass or to the registration of a group',
      body: z.strictObject({ visitor: z.uuid().optional() }),
      answer: z.object({ url: z.string(), until: z.iso.datetime() }),
      async handle({ params, body, principal }) {
        const ask = { visit: params['visit'] ?? '', visitor: body.visitor, publicUrl };
        const { url, until } = await copyLink(context, campusOf(context, params), hostOf(principal), ask);
        return { status: 201, json: { url, until: new Date(until).toISOString() } };
      },
    }),
    route({
      method: 'delete',
      path: `${VISITS}/{visit}/registration`,
      role: 'holder',
      summary: 'Close the registration of a group',
      answer: visitAnswer,
      async handle({ params, principal }) {
        const snapshot = campusOf(context, params);
        return { json: await closeGroup(context, snapshot, hostOf(principal), params['visit'] ?? '') };
      },
    }),
  ];
}
