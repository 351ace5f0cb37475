import { z } from 'zod';
import { listAudit } from '../../use-cases/audit/list-audit.js';
import type { Context } from '../../use-cases/context.js';
import { CONSOLE_PAGES } from '../page/console-nav.js';
import { type AnyRoute, route } from '../route.js';
import { campusOf } from './campus-of.js';

const word = z.string().regex(/^[a-z][a-z_-]{0,39}$/, 'a word as it stands in the audit');

/** What both the interface and the page filter by; a subject is whole, such as `person:<id>`. */
export const auditFilter = z.strictObject({
  family: word.optional(),
  actorKind: word.optional(),
  subject: z
    .string()
    .regex(/^[a-z_]+:[\w./-]{1,120}$/, 'a subject as it stands in the audit')
    .optional(),
});

const query = auditFilter.extend({
  from: z.iso.datetime({ offset: true }).optional(),
  until: z.iso.datetime({ offset: true }).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

const row = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  actor: z.string(),
  action: z.string(),
  subject: z.string(),
  detail: z.record(z.string(), z.unknown()),
});

/** Who did what to whom, newest first, refused attempts too. People stand in it by their ids. */
export function auditRoute(context: Context): AnyRoute {
  return route({
    method: 'get',
    path: '/api/v1/campuses/{campus}/audit',
    role: CONSOLE_PAGES.audit.roles,
    summary: 'List what happened, newest first (roles admin, auditor)',
    query,
    answer: z.object({ items: z.array(row), next: z.string().nullable() }),
    async handle({ params, query: { from, until, ...ask } }) {
      const time = {
        ...(from === undefined ? {} : { from: Date.parse(from) }),
        ...(until === undefined ? {} : { until: Date.parse(until) }),
      };
      return { json: await listAudit(context, campusOf(context, params), { ...ask, ...time }) };
    },
  });
}
