import type { Language } from '../../../core/domain/languages.js';
import type { Scope } from '../../../core/host/plugin.js';
import { clientOrigins } from '../provider/clients.js';
import type { SsoSettings } from '../settings.js';
import { readLanguages } from './language.js';
import type { Reader } from './pages.js';

/** What every page of one campus's sign-in is drawn with. */
export interface CampusPages {
  slug: string;
  headers: Record<string, string>;
  reader(language: Language): Reader;
  /** A reader by a list of languages, such as a header's, as far as the campus has them. */
  readerOf(wish: string): Reader;
}

export function campusPages(
  scope: Pick<Scope<SsoSettings>, 'campus' | 'hub' | 'settings' | 'node'>,
): CampusPages {
  const { slug, languages } = scope.campus;
  const reader = (language: Language) => ({ file: scope.hub.file(), language });
  return {
    slug,
    headers: pageHeaders(clientOrigins(scope.settings), scope.node.production),
    reader,
    readerOf(wish) {
      const read = readLanguages(wish);
      return reader(read !== undefined && languages.includes(read) ? read : (languages[0] ?? 'en'));
    },
  };
}

/**
 * `form-action` also governs where a form's answer may lead on to, so it names the portals that a sign-in returns to;
 * everything else is as narrow as it can be.
 */
function pageHeaders(origins: readonly string[], production: boolean): Record<string, string> {
  return {
    'content-security-policy': [
      "default-src 'none'",
      "style-src 'self'",
      "script-src 'self'",
      "img-src 'self' data:",
      `form-action ${["'self'", ...origins].join(' ')}`,
      // The demo's page shows a phone in a frame, and the sign-in on it.
      `frame-ancestors ${production ? "'none'" : "'self'"}`,
      "base-uri 'none'",
    ].join('; '),
    'cache-control': 'no-store',
  };
}
