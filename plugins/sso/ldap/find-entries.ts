import { type Client, type Entry, EqualityFilter } from 'ldapts';
import type { SsoSettings } from '../settings.js';
import { DirectoryUnavailable, onConnection } from './connection.js';
import type { SignInBase, SignInName } from './sign-in-name.js';

export interface Found {
  entry: Entry;
  base: SignInBase;
}

/** sizeLimitExceeded: more entries than were asked for, so at least two have the name. */
const TOO_MANY = 4;

/**
 * The entries with this sign-in name: none, one, or two where more than one has it. The service account searches;
 * throws `DirectoryUnavailable`.
 */
export async function findEntries(
  settings: SsoSettings,
  name: SignInName,
  signal: AbortSignal,
): Promise<Found[]> {
  try {
    return await onConnection(settings, signal, async (client) => {
      await client.bind(settings.bindDn, settings.bindPassword);
      // A suffix that nobody has is looked for as well: the time it takes tells nothing.
      const bases = name.bases.length > 0 ? name.bases : settings.signIn.slice(0, 1);
      const found: Found[] = [];
      for (const base of bases) found.push(...(await below(client, settings, base, name.prefix)));
      return name.bases.length > 0 ? found : [];
    });
  } catch (error) {
    if (error instanceof DirectoryUnavailable) throw error;
    throw new DirectoryUnavailable(whyOf(error), error);
  }
}

async function below(
  client: Client,
  settings: SsoSettings,
  base: SignInBase,
  prefix: string,
): Promise<Found[]> {
  const { loginAttribute, joinAttribute, affiliationAttribute } = settings;
  try {
    const { searchEntries } = await client.search(base.base, {
      scope: 'sub',
      // Written as bytes of the protocol, never as a filter's text: nothing typed can be read as syntax (RFC 4515).
      filter: new EqualityFilter({ attribute: loginAttribute, value: prefix }),
      sizeLimit: 2,
      // In small letters: the case of a name has no meaning (RFC 4512, 2.5), and some servers know the small ones only.
      attributes: [loginAttribute, joinAttribute, affiliationAttribute, 'displayName', 'cn', 'mail'].map(
        small,
      ),
    });
    return searchEntries.map((entry) => ({ entry, base }));
  } catch (error) {
    if ((error as { code?: unknown }).code !== TOO_MANY) throw error;
    const many = { entry: { dn: '' }, base };
    return [many, many];
  }
}

const small = (text: string) => text.toLowerCase();

/** The code only: a directory's own text may hold the names that were asked for. */
function whyOf(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: unknown };
  if (code === 49) return 'the service account is refused';
  return `${typeof name === 'string' ? name : 'error'} ${String(code ?? '')}`.trim();
}
