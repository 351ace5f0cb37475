import type { Provider } from 'oidc-provider';
import type { SignedIn } from '../../core/hooks/hook-map.js';
import { type Accounts, toSignedIn } from './accounts.js';

/**
 * Who an access token for the hub's own interface belongs to. Null when it is not one of this campus's, has expired or
 * been revoked, its session or grant has ended, or its account has.
 */
export async function personOfToken(
  provider: Provider,
  accounts: Accounts,
  token: string,
): Promise<SignedIn | null> {
  // Ours are 43 characters; a longer text is not looked up.
  if (token.length > 128) return null;
  const found = await provider.AccessToken.find(token);
  if (!found?.scopes.has('gatehouse') || found.grantId === undefined) return null;
  if ((await provider.Grant.find(found.grantId)) === undefined) return null;
  if (found.expiresWithSession && !(await isSignedIn(provider, found))) return null;
  const account = await accounts.find(found.accountId);
  return account === null ? null : toSignedIn(account);
}

async function isSignedIn(
  provider: Provider,
  token: { sessionUid?: string | undefined; accountId: string },
): Promise<boolean> {
  if (token.sessionUid === undefined) return false;
  const session = await provider.Session.findByUid(token.sessionUid);
  return session?.accountId === token.accountId;
}
