import type { Grant, KoaContextWithOIDC } from 'oidc-provider';
import type { SsoSettings } from '../settings.js';
import { isTrusted } from './clients.js';

/** What the person has allowed this client; a trusted one is given what it asks, so nobody sees a consent page. */
export async function loadGrant(ctx: KoaContextWithOIDC, settings: SsoSettings): Promise<Grant | undefined> {
  const { client, session, result, provider, requestParamScopes } = ctx.oidc;
  if (client === undefined || session?.accountId === undefined) return undefined;
  const id = result?.consent?.grantId ?? session.grantIdFor(client.clientId);
  const known = id === undefined ? undefined : await provider.Grant.find(id);
  const own = known?.accountId === session.accountId ? known : undefined;
  if (!isTrusted(settings, client.clientId)) return own;
  const grant = own ?? new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope([...requestParamScopes].join(' '));
  await grant.save();
  return grant;
}
