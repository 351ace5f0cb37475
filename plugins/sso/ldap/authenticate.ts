import { randomBytes } from 'node:crypto';
import type { SsoSettings } from '../settings.js';
import { type DirectoryAccount, toAccount } from './account.js';
import { DirectoryUnavailable, onConnection } from './connection.js';
import { findEntries } from './find-entries.js';
import { readSignInName } from './sign-in-name.js';
import { type Verdict, verdictOf } from './verdict.js';

export interface AuthenticateAsk {
  loginName: string;
  password: string;
  signal: AbortSignal;
}

/** `why` is for counting and the log; the person is told the same in every case. */
export type Authenticated =
  | { account: DirectoryAccount }
  | { account: null; why: Exclude<Verdict, 'unavailable'> | 'ambiguous' | 'empty' };

/**
 * Proves a name and password by a bind as the one entry with that name. Throws `DirectoryUnavailable` when nothing
 * could be found out.
 */
export async function authenticate(settings: SsoSettings, ask: AuthenticateAsk): Promise<Authenticated> {
  const name = readSignInName(ask.loginName, settings.signIn);
  // A bind with a name and no password is "unauthenticated" and succeeds at many directories (RFC 4513, 5.1.2).
  if (ask.password === '' || name.prefix === '') return { account: null, why: 'empty' };
  const found = await findEntries(settings, name, ask.signal);
  const [only] = found.length === 1 ? found : [];
  const verdict = await bindAs(settings, only?.entry.dn ?? decoy(settings), ask);
  if (only === undefined) return { account: null, why: found.length > 1 ? 'ambiguous' : 'wrong' };
  return verdict === 'proven'
    ? { account: toAccount(settings, name.prefix, only) }
    : { account: null, why: verdict };
}

async function bindAs(
  settings: SsoSettings,
  dn: string,
  { password, signal }: AuthenticateAsk,
): Promise<'proven' | Exclude<Verdict, 'unavailable'>> {
  try {
    await onConnection(settings, signal, (client) => client.bind(dn, password));
    return 'proven';
  } catch (error) {
    const verdict = verdictOf(error);
    if (verdict !== 'unavailable') return verdict;
    throw error instanceof DirectoryUnavailable ? error : new DirectoryUnavailable('bind', error);
  }
}

/** Nobody's DN: a name that is not there costs the same round trips as one that is. */
function decoy(settings: SsoSettings): string {
  return `${settings.loginAttribute}=${randomBytes(8).toString('hex')},${settings.signIn[0]?.base ?? settings.bindDn}`;
}
