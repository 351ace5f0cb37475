import type { Scope } from '../../core/host/plugin.js';
import type { Accounts } from './accounts.js';
import { DirectoryUnavailable } from './ldap/connection.js';
import { stillThere } from './ldap/still-there.js';
import type { SsoSettings } from './settings.js';

const MINUTES = 60_000;
const BATCH = 200;

/** Looks again for people who are signed in: whose account the directory no longer has, or has disabled, is signed out. */
export async function recheck(
  scope: Pick<Scope<SsoSettings>, 'settings' | 'log' | 'now' | 'signal'>,
  accounts: Accounts,
): Promise<void> {
  const due = await accounts.toCheck(scope.now() - 15 * MINUTES, BATCH);
  if (due.length === 0) return;
  try {
    const there = await stillThere(
      scope.settings,
      due.map(({ dn }) => dn),
      scope.signal,
    );
    const gone = due.filter(({ dn }) => !there.has(dn)).map(({ id }) => id);
    await accounts.end(gone);
    await accounts.checked(due.map(({ id }) => id));
    if (gone.length > 0)
      scope.log.info({ accounts: gone.length }, 'accounts ended in the directory were signed out');
  } catch (error) {
    if (!(error instanceof DirectoryUnavailable)) throw error;
    scope.log.warn({ why: error.why }, 'the directory could not be asked who is still there');
  }
}
