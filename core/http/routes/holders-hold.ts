import { z } from 'zod';
import { Problem } from '../../domain/problem.js';
import type { Context } from '../../use-cases/context.js';
import { readHolder } from '../../use-cases/find-holder.js';
import { HOLD_CAUSES } from '../../use-cases/hold-credential.js';
import { actOnHolder, HOLDER_VERBS, type HolderVerb } from '../../use-cases/people/act-on-holder.js';
import { CONSOLE_PAGES } from '../page/console-nav.js';
import { type AnyRoute, route } from '../route.js';
import { campusOf } from './campus-of.js';
import { helperOf } from './helper-of.js';
import { holderAnswer } from './holders.js';

const body = z.strictObject({
  cause: z.enum(HOLD_CAUSES),
  /** Read by admins and the help desk only; rests sealed. */
  note: z.string().trim().max(500).optional(),
});
type Body = z.output<typeof body>;

const SUMMARIES: Record<HolderVerb, string> = {
  freeze:
    "Freeze a holder's right to codes; shown codes are void when this is answered (roles admin, help_desk)",
  suspend:
    "Suspend a holder's right to codes; shown codes are void when this is answered (roles admin, help_desk)",
  revoke: "Revoke a holder's right to codes; shown codes are void when this is answered (role admin)",
  release:
    'Lift what holds a credential: it stands as the sources are judged today (roles admin, help_desk; a revocation: admin)',
  'log-out':
    "Log a holder's phone out, and sign the holder out of the hub's pages; shown codes are void when this is answered (roles admin, help_desk)",
};

/** Stopping a holder's right to codes, giving it back as far as the sources allow, and logging out a lost phone. */
export function holdRoutes(context: Context): AnyRoute[] {
  return HOLDER_VERBS.map((verb) => holderRoute(context, verb));
}

function holderRoute(context: Context, verb: HolderVerb): AnyRoute {
  return route<Body>({
    method: 'post',
    path: `/api/v1/campuses/{campus}/holders/{person}/${verb}`,
    role: CONSOLE_PAGES.people.roles,
    summary: SUMMARIES[verb],
    body,
    answer: holderAnswer,
    async handle({ params, body: ask, principal }) {
      const snapshot = campusOf(context, params);
      const holder = await readHolder(context, snapshot, params['person'] ?? '');
      if (!holder) throw new Problem(404, 'no_credential', 'The campus knows of no such person.');
      await actOnHolder(context, snapshot, helperOf(principal), verb, { ...ask, person: holder.id });
      return { json: await readHolder(context, snapshot, holder.id) };
    },
  });
}
