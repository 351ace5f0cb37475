import {
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import type { Snapshot } from '../../snapshots/snapshot.js';
import type { Answer, RouteAsk } from '../route.js';
import { PENDING_SECONDS, type Pending, pendingCookie } from './pending.js';
import { returnTo } from './return-to.js';
import type { SessionParts } from './routes.js';

type Ask = RouteAsk<undefined, { to?: string | undefined; login_hint?: string | undefined }>;

/** Sends the browser to the campus's issuer; what the answer is held against goes along in a sealed cookie. */
export async function leaveForIssuer(
  { context, issuers, node }: SessionParts,
  snapshot: Snapshot,
  ask: Ask,
): Promise<Answer> {
  const { slug } = snapshot;
  const configuration = await issuers.of(slug);
  const pending: Pending = {
    state: randomState(),
    nonce: randomNonce(),
    verifier: randomPKCECodeVerifier(),
    to: returnTo(ask.query.to, node.publicUrl, `/${slug}/premises`),
    until: context.now() + PENDING_SECONDS * 1_000,
  };
  const hint = ask.query.login_hint;
  const url = buildAuthorizationUrl(configuration, {
    redirect_uri: `${node.publicUrl}/${slug}/signed-in`,
    scope: 'openid profile gatehouse',
    state: pending.state,
    nonce: pending.nonce,
    code_challenge: await calculatePKCECodeChallenge(pending.verifier),
    code_challenge_method: 'S256',
    ui_locales: ask.language,
    // Somebody is named: whoever is still signed in at the issuer is not meant.
    ...(hint === undefined ? {} : { login_hint: hint, prompt: 'login' }),
  });
  return { redirect: url.href, cookies: [pendingCookie(context.vault, slug, pending)] };
}
