import type { Language } from '../../../core/domain/languages.js';
import type { PluginHost } from '../../../core/host/plugin-host.js';
import {
  CONSOLE_PAGES,
  type ConsolePageName,
  consoleHome,
  consoleNav,
} from '../../../core/http/page/console-nav.js';
import { renderPage } from '../../../core/http/page/layout.js';
import type { Principal } from '../../../core/http/principal.js';
import type { Snapshot } from '../../../core/snapshots/snapshot.js';
import { rolesText } from './roles-text.js';

export interface ConsoleFrame {
  host: PluginHost;
  snapshot: Snapshot;
  principal: Principal | null;
  language: Language;
  /** Which entry of the nav this page is, or belongs to. */
  page: ConsolePageName;
  title: string;
  /** HTML of a template. */
  body: string;
  /** Names of islands. */
  scripts?: readonly string[];
  /** Name of the stylesheet of a page that has one of its own; it begins with the console's. */
  style?: string;
}

/** A page of the console: the frame of every page, with the nav of who looks. */
export function consolePage(ask: ConsoleFrame): string {
  const { host, snapshot, principal, language } = ask;
  const { slug, file, campus } = snapshot;
  const roles = principal?.kind === 'person' ? principal.roles : [];
  const home = consoleHome(slug, roles);
  return renderPage({
    campus: file,
    language,
    title: ask.title,
    body: ask.body,
    ...(home === undefined ? {} : { home }),
    nav: consoleNav({
      slug,
      language,
      roles,
      brought: host
        .hooks(campus)
        .all('console:page')
        .map(({ fill }) => fill),
      current: `/${slug}/${CONSOLE_PAGES[ask.page].path}`,
    }),
    account:
      principal?.kind === 'person'
        ? {
            name: principal.displayName,
            roles: rolesText(roles, language),
            signOut: `/${slug}/sign-out`,
          }
        : null,
    styles: ['/assets/styles/pages.css', `/assets/styles/${ask.style ?? 'console'}.css`],
    scripts: ask.scripts ?? [],
    kind: 'console',
  });
}
