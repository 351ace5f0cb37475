import type { Client, KoaContextWithOIDC, Provider } from 'oidc-provider';
import type { CampusPages } from '../sign-in/campus-pages.js';
import { signOutPage } from '../sign-in/pages.js';
import { HUB } from './clients.js';

/** The subject that a client knows an account by. */
export type SubjectOf = (account: string, client: Pick<Client, 'redirectUris'>) => string;

/** Models that a grant's end takes with it. */
const GRANTED = ['AccessToken', 'AuthorizationCode', 'RefreshToken'] as const;

/**
 * RP-initiated logout. Whoever pressed "sign out" on the hub's own pages is signed out without a second question: the
 * hub proves it with the id token that it was given for them. Anybody else's link asks first.
 */
export async function logoutSource(
  ctx: KoaContextWithOIDC,
  pages: CampusPages,
  subjectOf: SubjectOf,
): Promise<void> {
  if (isOwnRequest(ctx, subjectOf)) return endNow(ctx);
  const state = ctx.oidc.session?.state as { secret?: string } | undefined;
  const form = { action: ctx.oidc.urlFor('end_session_confirm'), xsrf: state?.secret ?? '' };
  ctx.set(pages.headers);
  ctx.body = signOutPage(pages.readerOf(ctx.get('accept-language')), form);
}

/** The hub's own id token, and it names whoever is signed in on this browser. */
function isOwnRequest(ctx: KoaContextWithOIDC, subjectOf: SubjectOf): boolean {
  const { client, session, entities } = ctx.oidc;
  if (client?.clientId !== HUB || session?.accountId === undefined) return false;
  const hint = entities['IdTokenHint'] as { payload?: { sub?: unknown } } | undefined;
  return hint?.payload?.sub === subjectOf(session.accountId, client);
}

async function endNow(ctx: KoaContextWithOIDC): Promise<void> {
  const { session, provider, params } = ctx.oidc;
  if (session === undefined) return;
  const { postLogoutRedirectUri, state } = session.state as {
    postLogoutRedirectUri?: string;
    state?: string;
  };
  await endSession(provider, session);
  ctx.cookies.set(provider.cookieName('session'), null, { path: new URL(provider.issuer).pathname });
  const to = new URL(
    postLogoutRedirectUri ?? String(params?.['post_logout_redirect_uri'] ?? provider.issuer),
  );
  if (state) to.searchParams.set('state', state);
  ctx.status = 303;
  ctx.redirect(to.href);
}

/** Ends a session and all that was granted in it. */
export async function endSession(
  provider: Provider,
  session: {
    authorizations?: Record<string, { grantId?: string | undefined }> | undefined;
    destroy(): Promise<void>;
  },
): Promise<void> {
  for (const { grantId } of Object.values(session.authorizations ?? {})) {
    if (grantId === undefined) continue;
    for (const model of GRANTED) await provider[model].revokeByGrantId(grantId);
    await (await provider.Grant.find(grantId))?.destroy();
  }
  await session.destroy();
}
