import { z } from 'zod';
import { Problem } from '../../domain/problem.js';
import type { Context } from '../../use-cases/context.js';
import { readHolder } from '../../use-cases/find-holder.js';
import { HOLD_CAUSES, type Hold, type HoldAsk, holdCredential } from '../../use-cases/hold-credential.js';
import { releaseCredential } from '../../use-cases/release-credential.js';
import { type AnyRoute, route } from '../route.js';
import { campusOf } from './campus-of.js';
import { helperOf, holderAnswer } from './holders.js';

const body = z.strictObject({
  cause: z.enum(HOLD_CAUSES),
  /** Read by admins and the help desk only; rests sealed. */
  note: z.string().trim().max(500).optional(),
});
type Body = z.output<typeof body>;

const VERBS: Record<string, { to: Hold; summary: string }> = {
  freeze: { to: 'frozen', summary: 'Freeze' },
  suspend: { to: 'suspended', summary: 'Suspend' },
  revoke: { to: 'revoked', summary: 'Revoke' },
};

/** Stopping a holder's right to codes, and giving it back as far as the sources allow. */
export function holdRoutes(context: Context): AnyRoute[] {
  const stops = Object.entries(VERBS).map(([verb, { to, summary }]) =>
    holderRoute(context, {
      verb,
      summary: `${summary} a holder's right to codes; shown codes are void when this is answered`,
      async act(snapshot, ask) {
        const changed = await holdCredential(context, snapshot, { ...ask, to, reason: 'by_admin' });
        if (!changed) throw new Problem(409, 'already_held', 'The right is held as strongly already.');
      },
    }),
  );
  const release = holderRoute(context, {
    verb: 'release',
    summary: 'Lift what holds a credential: it stands as the sources are judged today',
    act: (snapshot, ask) => releaseCredential(context, snapshot, ask),
  });
  return [...stops, release];
}

interface Verb {
  verb: string;
  summary: string;
  act(
    snapshot: ReturnType<typeof campusOf>,
    ask: Pick<HoldAsk, 'person' | 'actor' | 'cause' | 'note'>,
  ): Promise<unknown>;
}

function holderRoute(context: Context, { verb, summary, act }: Verb): AnyRoute {
  return route<Body>({
    method: 'post',
    path: `/api/v1/campuses/{campus}/holders/{person}/${verb}`,
    role: 'holder',
    summary: `${summary} (roles admin, help_desk)`,
    body,
    answer: holderAnswer,
    async handle({ params, body: { cause, note }, principal }) {
      const actor = helperOf(principal);
      const snapshot = campusOf(context, params);
      const holder = await readHolder(context, snapshot, params['person'] ?? '');
      if (!holder) throw new Problem(404, 'no_credential', 'The campus knows of no such person.');
      await act(snapshot, { person: holder.id, actor, cause, ...(note ? { note } : {}) });
      return { json: await readHolder(context, snapshot, holder.id) };
    },
  });
}
