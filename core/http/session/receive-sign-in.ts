import { authorizationCodeGrant, type Configuration, fetchUserInfo } from 'openid-client';
import { z } from 'zod';
import { personRecord } from '../../domain/eligibility.js';
import { Problem } from '../../domain/problem.js';
import type { Snapshot } from '../../snapshots/snapshot.js';
import { findPersonByKey } from '../../store/people.js';
import type { Session } from '../../store/sessions.js';
import { cookie } from '../choose-language.js';
import type { Answer, RouteAsk } from '../route.js';
import { endedPendingCookie, type Pending, readPending } from './pending.js';
import { rolesOf } from './roles.js';
import type { SessionParts } from './routes.js';
import { beginSession } from './session.js';

/** What the campus's own issuer tells its own pages of who signed in. */
const claims = z.object({
  name: z.string().max(300),
  login_name: z.string().min(1).max(300),
  source_key: z.string().min(1).max(300).optional(),
  affiliation: personRecord.shape.affiliation.optional(),
});
type Claims = z.infer<typeof claims>;

/**
 * Takes the issuer's answer and begins the session. Throws `sign_in_ended` (400) when it is not the answer to a
 * sign-in of this browser, or was used already.
 */
export async function receiveSignIn(
  parts: SessionParts,
  snapshot: Snapshot,
  ask: RouteAsk<undefined, undefined>,
): Promise<Answer> {
  const { context, issuers } = parts;
  const { slug } = snapshot;
  const pending = readPending(context.vault, slug, (name) => cookie(ask.request, name), context.now());
  if (pending === null) return endedOrDone(snapshot, ask);
  const configuration = await issuers.of(slug);
  const proven = await redeem(parts, configuration, pending, ask.request.originalUrl);
  if (proven === null) return endedOrDone(snapshot, ask);
  const session = await sessionFor(parts, snapshot, proven);
  const begun = await beginSession(context, snapshot, ask.request, session);
  return { redirect: pending.to, cookies: [begun, endedPendingCookie(slug)] };
}

/** Of two tabs that both went to sign in, the second one finds that it is done. */
function endedOrDone({ slug }: Snapshot, { principal }: RouteAsk<undefined, undefined>): Answer {
  if (principal !== null) return { redirect: `/${slug}/premises` };
  throw new Problem(400, 'sign_in_ended', 'This sign-in has ended or was used already; start again.');
}

interface Proven {
  claims: Claims;
  idToken: string;
}

/** Null when the answer does not fit: another state, a refusal, a code that was used. */
async function redeem(
  { context, node }: SessionParts,
  configuration: Configuration,
  pending: Pending,
  originalUrl: string,
): Promise<Proven | null> {
  try {
    const tokens = await authorizationCodeGrant(configuration, new URL(originalUrl, node.publicUrl), {
      pkceCodeVerifier: pending.verifier,
      expectedState: pending.state,
      expectedNonce: pending.nonce,
      idTokenExpected: true,
    });
    const subject = tokens.claims()?.sub ?? '';
    const told = await fetchUserInfo(configuration, tokens.access_token, subject);
    return { claims: claims.parse(told), idToken: tokens.id_token ?? '' };
  } catch (error) {
    // Only what kind of failure it was: texts and addresses may hold codes or names.
    const { code, error: kind } = error as { code?: string; error?: string };
    context.log.warn({ code, kind, name: (error as Error).name }, 'a sign-in could not be finished');
    return null;
  }
}

async function sessionFor(
  { context }: SessionParts,
  snapshot: Snapshot,
  { claims: told, idToken }: Proven,
): Promise<Session> {
  const key = told.source_key;
  const affiliation = told.affiliation ?? null;
  return {
    person:
      key === undefined ? null : await findPersonByKey(context.pool, context.vault, snapshot.campus, key),
    displayName: told.name,
    loginName: told.login_name,
    idToken,
    affiliation,
    roles: rolesOf(snapshot.file, told.login_name, affiliation),
  };
}
