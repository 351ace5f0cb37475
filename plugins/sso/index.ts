import { definePlugin, type Scope } from '../../core/host/plugin.js';
import { Accounts, toSignedIn } from './accounts.js';
import { authenticate } from './ldap/authenticate.js';
import { removeExpired } from './provider/adapter.js';
import { createProvider, providerHandler } from './provider/create-provider.js';
import { signingKeys } from './provider/keys.js';
import { recheck } from './recheck.js';
import { createSealing } from './sealing.js';
import { type SsoSettings, settings } from './settings.js';
import { campusPages } from './sign-in/campus-pages.js';
import { signInRoutes } from './sign-in/routes.js';
import { Throttle } from './sign-in/throttle.js';
import { personOfToken } from './tokens.js';

/** Sign-in of one campus: an OIDC issuer whose page asks the campus's LDAP directory. */
export default definePlugin<SsoSettings>({
  name: 'sso',
  version: '0.1.0',
  core: 1,
  title: { en: 'Sign-in', 'zh-Hant': '登入', 'zh-Hans': '登录' },
  hooks: ['person:authenticate', 'person:token', 'tell:signed-out'],
  settings,
  migrations: new URL('./migrations/', import.meta.url),
  start,
});

async function start(scope: Scope<SsoSettings>): Promise<void> {
  warnOfPlainText(scope);
  const sealing = createSealing(scope.node, scope.campus.number);
  const accounts = new Accounts(scope, sealing);
  const throttle = new Throttle(scope, sealing);
  const pages = campusPages(scope);
  const jwks = await signingKeys(scope, sealing);
  const provider = createProvider({ scope, sealing, accounts, pages, jwks });
  scope.mount(`/oidc/${scope.campus.slug}`, providerHandler(provider, scope, pages.headers));
  for (const route of signInRoutes(scope, { scope, provider, accounts, throttle, pages })) scope.route(route);
  scope.provide('person:authenticate', async (ask) => {
    const { account } = await authenticate(scope.settings, ask);
    return account === null ? null : toSignedIn(account);
  });
  scope.provide('person:token', (token) => personOfToken(provider, accounts, token));
  // Who found a phone must not come back without the PIN.
  scope.provide('tell:signed-out', ({ sourceKey }) => accounts.signOut(sourceKey));
  scope.every(600, async () => {
    await removeExpired(scope);
    await throttle.forget();
  });
  scope.every(300, () => recheck(scope, accounts));
}

/** PINs in clear on a network are worth a line in the log of whoever runs this. */
function warnOfPlainText({ settings: { url, startTls }, node, log }: Scope<SsoSettings>): void {
  const encrypted = url.startsWith('ldaps:') || startTls;
  if (!encrypted && node.production)
    log.warn('the directory is asked without encryption; use ldaps:// or StartTLS');
}
