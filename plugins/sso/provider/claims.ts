import type { DirectoryAccount } from '../ldap/account.js';
import { HUB } from './clients.js';

/**
 * What is told of a person; each claim still needs its scope. The staff number and the sign-in name join records, so
 * nobody but the hub's own pages is ever told them.
 */
export function claimsOf(account: DirectoryAccount, clientId: string | undefined): Record<string, string> {
  return {
    name: account.displayName,
    ...(account.affiliation === null ? {} : { affiliation: account.affiliation }),
    ...(account.email === null ? {} : { email: account.email }),
    ...(clientId === HUB ? { login_name: account.loginName } : {}),
    ...(clientId === HUB && account.sourceKey !== null ? { source_key: account.sourceKey } : {}),
  };
}
