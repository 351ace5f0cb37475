import type { Configuration, JWK } from 'oidc-provider';
import type { Scope } from '../../../core/host/plugin.js';
import { problemOf } from '../../../core/http/errors.js';
import { errorPage } from '../../../core/http/page/error-page.js';
import type { Accounts } from '../accounts.js';
import type { Sealing } from '../sealing.js';
import type { SsoSettings } from '../settings.js';
import type { CampusPages } from '../sign-in/campus-pages.js';
import { noticePage } from '../sign-in/pages.js';
import { ModelStore } from './adapter.js';
import { claimsOf } from './claims.js';
import { clientsOf, pairwiseSubject, sectorOf } from './clients.js';
import { loadGrant } from './grants.js';
import { logoutSource, type SubjectOf } from './logout.js';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export interface ProviderParts {
  scope: Scope<SsoSettings>;
  sealing: Sealing;
  accounts: Accounts;
  pages: CampusPages;
  jwks: JWK[];
}

/** What this campus's issuer does and, mostly, what it does not: code flow with PKCE, and nothing beside it. */
export function configuration({ scope, sealing, accounts, pages, jwks }: ProviderParts): Configuration {
  const { campus, settings, node } = scope;
  const cookie = { signed: true, httpOnly: true, sameSite: 'lax' as const, path: `/oidc/${campus.slug}` };
  const pairwise = node.secretFor('sso/pairwise');
  const subjectOf: SubjectOf = (account, client) =>
    pairwiseSubject(pairwise, campus.number, sectorOf(client.redirectUris), account);
  return {
    adapter: (model: string) => new ModelStore(model, scope, sealing),
    clients: clientsOf(scope),
    jwks: { keys: jwks },
    responseTypes: ['code'],
    subjectTypes: ['pairwise'],
    scopes: ['openid', 'offline_access', 'profile', 'email', 'gatehouse'],
    claims: {
      openid: ['sub'],
      profile: ['name', 'affiliation', 'locale'],
      email: ['email'],
      gatehouse: ['login_name', 'source_key'],
    },
    pkce: { required: () => true },
    // The library's own methods would work with a name of the host; two campuses share one, so each has its own names.
    cookies: {
      names: {
        session: `gatehouse_sso_${campus.slug}`,
        interaction: `gatehouse_signing_in_${campus.slug}`,
        resume: `gatehouse_resume_${campus.slug}`,
      },
      keys: [node.secretFor('sso/cookies').toString('base64url')],
      long: cookie,
      short: { signed: true, httpOnly: true, sameSite: 'lax' },
    },
    ttl: {
      AccessToken: settings.accessTokenMinutes * MINUTE,
      AuthorizationCode: MINUTE,
      IdToken: 10 * MINUTE,
      RefreshToken: 14 * DAY,
      Interaction: HOUR,
      Session: 8 * HOUR,
      Grant: 14 * DAY,
    },
    rotateRefreshToken: true,
    // A portal's own pages call the token endpoint from its servers; no browser of another origin is let in.
    clientBasedCORS: () => false,
    pairwiseIdentifier: (_ctx, account, client) => subjectOf(account, client),
    findAccount: async (ctx, id) => {
      const account = await accounts.find(id);
      return account === null
        ? undefined
        : { accountId: id, claims: () => ({ sub: id, ...claimsOf(account, ctx.oidc.client?.clientId) }) };
    },
    loadExistingGrant: (ctx) => loadGrant(ctx, settings),
    interactions: { url: (_ctx, interaction) => `/${campus.slug}/sign-in/${interaction.uid}` },
    renderError: (ctx, out, error) => {
      ctx.type = 'html';
      ctx.set(pages.headers);
      const problem = problemOf(error);
      // Where nothing can be kept it is no mistake of the person's: it is said as on every other page.
      if (problem.status === 503) {
        const { file: campus, language } = pages.readerOf(ctx.get('accept-language'));
        ctx.status = problem.status;
        const requestId = String(ctx.res.getHeader('X-Request-Id'));
        ctx.body = errorPage({ problem, language, campus, campuses: [], requestId });
        return;
      }
      // The code and nothing else: what was sent may hold a name.
      ctx.body = noticePage(pages.readerOf(ctx.get('accept-language')), 'problem', { code: out.error });
    },
    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      resourceIndicators: { enabled: false },
      revocation: {
        enabled: true,
        allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId,
      },
      userinfo: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx) => logoutSource(ctx, pages, subjectOf),
        postLogoutSuccessSource: (ctx) => {
          ctx.set(pages.headers);
          ctx.body = noticePage(pages.readerOf(ctx.get('accept-language')), 'signedOut');
        },
      },
    },
  };
}
