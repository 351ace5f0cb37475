import { buildEndSessionUrl, type Configuration } from 'openid-client';
import type { Snapshot } from '../../snapshots/snapshot.js';
import type { Answer, RouteAsk } from '../route.js';
import type { SessionParts } from './routes.js';
import { endedSessionCookie, endSession } from './session.js';

/** Ends the session here at once, then leads to the issuer, so that the next one at this browser is asked who they are. */
export async function signOut(
  { context, issuers, node }: SessionParts,
  snapshot: Snapshot,
  ask: RouteAsk<undefined, undefined>,
): Promise<Answer> {
  const idToken = await endSession(context, snapshot, ask.request);
  const cookies = [endedSessionCookie(snapshot.slug)];
  const issuer = await issuers.of(snapshot.slug).catch(() => null);
  if (idToken === null || issuer === null) return { redirect: '/', cookies };
  return { redirect: endAtIssuer(issuer, idToken, `${node.publicUrl}/`), cookies };
}

function endAtIssuer(issuer: Configuration, idToken: string, to: string): string {
  return buildEndSessionUrl(issuer, { id_token_hint: idToken, post_logout_redirect_uri: to }).href;
}
