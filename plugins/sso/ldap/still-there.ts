import { PresenceFilter } from 'ldapts';
import type { SsoSettings } from '../settings.js';
import { DirectoryUnavailable, onConnection } from './connection.js';
import { verdictOf } from './verdict.js';

/** ACCOUNTDISABLE of userAccountControl (Active Directory). */
const AD_DISABLED = 0x2;

/**
 * Which of these entries the directory still has and has not disabled. Throws `DirectoryUnavailable`: an account is
 * never ended because nobody answered.
 */
export async function stillThere(
  settings: SsoSettings,
  dns: readonly string[],
  signal: AbortSignal,
): Promise<Set<string>> {
  try {
    return await onConnection({ ...settings, answerSeconds: 30 }, signal, async (client) => {
      await client.bind(settings.bindDn, settings.bindPassword);
      const there = new Set<string>();
      for (const dn of dns) if (await isThere(client, dn)) there.add(dn);
      return there;
    });
  } catch (error) {
    throw error instanceof DirectoryUnavailable ? error : new DirectoryUnavailable('search', error);
  }
}

async function isThere(client: import('ldapts').Client, dn: string): Promise<boolean> {
  try {
    const { searchEntries } = await client.search(dn, {
      scope: 'base',
      filter: new PresenceFilter({ attribute: 'objectClass' }),
      attributes: ['userAccountControl', 'pwdAccountLockedTime'],
    });
    const [entry] = searchEntries;
    // OpenLDAP's password policy: a time of zeros is a lock that an administrator set, and not a passing one.
    const lockedByAdmin = String(entry?.['pwdAccountLockedTime'] ?? '').startsWith('000001010000');
    return (
      entry !== undefined && !lockedByAdmin && (Number(entry['userAccountControl'] ?? 0) & AD_DISABLED) === 0
    );
  } catch (error) {
    if ((error as { code?: unknown }).code === 32 && verdictOf(error) === 'wrong') return false;
    throw error;
  }
}
