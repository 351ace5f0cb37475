import { z } from 'zod';
import { CREDENTIAL_STATES } from '../../domain/credential.js';
import { Problem } from '../../domain/problem.js';
import type { Context } from '../../use-cases/context.js';
import { findHolders, readHolder } from '../../use-cases/find-holder.js';
import type { Principal } from '../principal.js';
import { type AnyRoute, route } from '../route.js';
import { campusOf } from './campus-of.js';

export const holderAnswer = z.object({
  id: z.string(),
  displayName: z.string(),
  affiliation: z.string(),
  state: z.enum([...CREDENTIAL_STATES, 'none']),
  reason: z.string().nullable(),
  since: z.iso.datetime().nullable(),
  phone: z.object({ label: z.string(), linkedAt: z.iso.datetime() }).nullable(),
  hold: z
    .object({
      action: z.string(),
      cause: z.string().nullable(),
      note: z.string().nullable(),
      at: z.iso.datetime(),
    })
    .nullable(),
});

const search = z.strictObject({ loginName: z.string().trim().min(1).max(128) });

/** Finds holders for who may stop a right. By POST: a sign-in name names a person, and addresses are written into logs. */
export function findHoldersRoute(context: Context): AnyRoute {
  return route({
    method: 'post',
    path: '/api/v1/campuses/{campus}/holders/search',
    role: 'holder',
    summary: 'Find the holders who sign in with exactly this name (roles admin, help_desk)',
    body: search,
    answer: z.object({ items: z.array(holderAnswer) }),
    async handle({ params, body, principal }) {
      helperOf(principal);
      return { json: { items: await findHolders(context, campusOf(context, params), body.loginName) } };
    },
  });
}

export function readHolderRoute(context: Context): AnyRoute {
  return route({
    method: 'get',
    path: '/api/v1/campuses/{campus}/holders/{person}',
    role: 'holder',
    summary: 'One holder: state, reason, phone and the last hold (roles admin, help_desk)',
    answer: holderAnswer,
    async handle({ params, principal }) {
      helperOf(principal);
      const holder = await readHolder(context, campusOf(context, params), params['person'] ?? '');
      if (!holder) throw new Problem(404, 'no_credential', 'The campus knows of no such person.');
      return { json: holder };
    },
  });
}

/** Who asks, for the audit: never a name. Throws `not_your_role` (403) for all but admins and the help desk. */
export function helperOf(principal: Principal | null): string {
  const roles = principal?.kind === 'person' ? principal.roles : [];
  const role = ['admin', 'help_desk'].find((one) => roles.includes(one));
  if (role === undefined || principal?.kind !== 'person')
    throw new Problem(403, 'not_your_role', 'This needs the role admin or help_desk on this campus.');
  return `${role}:${principal.person ?? 'outside-the-sources'}`;
}
