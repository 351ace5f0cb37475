import { z } from 'zod';
import { CREDENTIAL_STATES } from '../../domain/credential.js';
import { Problem } from '../../domain/problem.js';
import type { Context } from '../../use-cases/context.js';
import { findHolders, readHolder } from '../../use-cases/find-holder.js';
import { findPeople } from '../../use-cases/people/find-people.js';
import { CONSOLE_PAGES } from '../page/console-nav.js';
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

const typed = z.string().trim().min(1).max(128);
/** By the sign-in name exactly, or as the console's page searches: sign-in name, number, or words of the name. */
const search = z.union([z.strictObject({ loginName: typed }), z.strictObject({ text: typed })]);
const found = z.object({
  id: z.string(),
  displayName: z.string(),
  affiliation: z.string(),
  state: z.enum([...CREDENTIAL_STATES, 'none']),
  reason: z.string().nullable(),
});

/** Finds holders for who may stop a right. By POST: a name names a person, and addresses are written into logs. */
export function findHoldersRoute(context: Context): AnyRoute {
  return route({
    method: 'post',
    path: '/api/v1/campuses/{campus}/holders/search',
    role: CONSOLE_PAGES.people.roles,
    summary:
      'Find holders by sign-in name, or by `text`: at most 20 by sign-in name, number or words of the name (roles admin, help_desk)',
    body: search,
    answer: z.object({ items: z.array(z.union([holderAnswer, found])), more: z.boolean() }),
    async handle({ params, body }) {
      const snapshot = campusOf(context, params);
      if ('loginName' in body) {
        return { json: { items: await findHolders(context, snapshot, body.loginName), more: false } };
      }
      const { people, more } = await findPeople(context, snapshot, body.text);
      return { json: { items: people, more } };
    },
  });
}

export function readHolderRoute(context: Context): AnyRoute {
  return route({
    method: 'get',
    path: '/api/v1/campuses/{campus}/holders/{person}',
    role: CONSOLE_PAGES.people.roles,
    summary: 'One holder: state, reason, phone and the last hold (roles admin, help_desk)',
    answer: holderAnswer,
    async handle({ params }) {
      const holder = await readHolder(context, campusOf(context, params), params['person'] ?? '');
      if (!holder) throw new Problem(404, 'no_credential', 'The campus knows of no such person.');
      return { json: holder };
    },
  });
}
