import type { Scope } from '../../core/host/plugin.js';
import type { Accounts, AccountToCheck } from './accounts.js';
import { DirectoryUnavailable } from './ldap/connection.js';
import { stillThere } from './ldap/still-there.js';
import type { SsoSettings } from './settings.js';

const MINUTES = 60_000;
const BATCH = 200;

type RecheckScope = Pick<Scope<SsoSettings>, 'settings' | 'log' | 'now' | 'signal'> & {
  hub: Pick<Scope['hub'], 'endSessions'>;
};

/** Looks again for people who are signed in: whose account the directory no longer has, or has disabled, is signed out. */
export async function recheck(scope: RecheckScope, accounts: Accounts): Promise<void> {
  const before = scope.now() - 15 * MINUTES;
  for (;;) {
    const due = await accounts.toCheck(before, BATCH);
    if (due.length === 0 || !(await checkBatch(scope, accounts, due))) return;
  }
}

/** False when the directory could not be asked: the next round tries again. */
async function checkBatch(scope: RecheckScope, accounts: Accounts, due: AccountToCheck[]): Promise<boolean> {
  const there = await askDirectory(scope, due);
  if (there === null) return false;
  const gone = due.filter(({ dn }) => !there.has(dn));
  await accounts.end(gone.map(({ id }) => id));
  for (const { loginName } of gone) await scope.hub.endSessions(loginName);
  await accounts.checked(due.map(({ id }) => id));
  if (gone.length > 0)
    scope.log.info({ accounts: gone.length }, 'accounts ended in the directory were signed out');
  return true;
}

async function askDirectory(scope: RecheckScope, due: AccountToCheck[]): Promise<Set<string> | null> {
  try {
    const dns = due.map(({ dn }) => dn);
    return await stillThere(scope.settings, dns, scope.signal);
  } catch (error) {
    if (!(error instanceof DirectoryUnavailable)) throw error;
    scope.log.warn({ why: error.why }, 'the directory could not be asked who is still there');
    return null;
  }
}
