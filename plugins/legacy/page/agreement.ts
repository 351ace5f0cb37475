import { type Language, localized } from '../../../core/domain/languages.js';
import type { Hub } from '../../../core/host/hub.js';
import type { Scope } from '../../../core/host/plugin.js';
import { consoleNav } from '../../../core/http/page/console-nav.js';
import { renderPage } from '../../../core/http/page/layout.js';
import { template } from '../../../core/http/page/template.js';
import type { Principal } from '../../../core/http/principal.js';
import { type AnyRoute, route } from '../../../core/http/route.js';
import type { PointCount, Tally } from '../tally.js';
import { LEGACY_WORDS, type LegacyWords } from '../words/index.js';

const DAYS = 14;

interface Gate {
  name: string;
  own: string;
  yes: string;
  no: string;
  silent: string;
  closedYes: string;
  lastUse: string;
}

interface View {
  words: LegacyWords;
  verdict: string;
  isUnused: boolean;
  gates: Gate[];
}

const page = template<View>(new URL('./agreement.hbs', import.meta.url));

type PageScope = Pick<Scope, 'campus' | 'hub'>;

/** `/{campus}/legacy`: how the old system and the hub share the gates, so that one sees when it may be switched off. */
export function agreementRoute(scope: PageScope, tally: Pick<Tally, 'read'>): AnyRoute {
  const { slug } = scope.campus;
  return route({
    method: 'get',
    path: `/${slug}/legacy`,
    role: 'admin',
    summary: 'What the old appointment system still opens',
    async handle({ language, principal }) {
      const [counts, own] = await Promise.all([tally.read(DAYS), scope.hub.decisionCounts(DAYS)]);
      const view = agreementView(scope, counts, own, language);
      const html = renderPage({
        campus: scope.hub.file(),
        language,
        title: view.words.title,
        body: page(view),
        home: `/${slug}/console`,
        nav: consoleNav({
          slug,
          language,
          roles: principal?.kind === 'person' ? principal.roles : [],
          brought: scope.hub.consolePages(),
          current: `/${slug}/legacy`,
        }),
        account: accountOf(principal, slug),
        styles: ['/assets/styles/pages.css', '/assets/styles/console.css'],
        kind: 'console',
      });
      return { html, headers: { 'cache-control': 'no-store' } };
    },
  });
}

function agreementView(
  scope: PageScope,
  counts: readonly PointCount[],
  own: Awaited<ReturnType<Hub['decisionCounts']>>,
  language: Language,
): View {
  const words = LEGACY_WORDS[language];
  const lastUse = Math.max(0, ...counts.map(({ lastYesAt }) => lastYesAt ?? 0));
  const when = dayFormat(language, scope.campus.timeZone);
  const number = new Intl.NumberFormat(language);
  const saidAt = new Map(counts.map((one) => [one.point, one]));
  const openedAt = new Map(own.map(({ point, permitted }) => [point, permitted]));
  const gates = scope.hub.file().points.flatMap(({ id, name }) => {
    const said = saidAt.get(id);
    const opened = openedAt.get(id) ?? 0;
    if (!said && opened === 0) return [];
    const total = (kind: 'yes' | 'no' | 'silent' | 'closedYes') => number.format(said?.[kind] ?? 0);
    const last = said?.lastYesAt;
    return {
      ...{ name: localized(name, language), own: number.format(opened), yes: total('yes'), no: total('no') },
      ...{ silent: total('silent'), closedYes: total('closedYes'), lastUse: last ? when(last) : words.never },
    };
  });
  const verdict = lastUse
    ? words.used(number.format(counts.reduce((total, { yes }) => total + yes, 0)), when(lastUse))
    : words.unused;
  return { words, verdict, isUnused: lastUse === 0 && gates.length > 0, gates };
}

function dayFormat(language: Language, timeZone: string): (at: number) => string {
  const format = new Intl.DateTimeFormat(language, { timeZone, dateStyle: 'medium' });
  return (at) => format.format(at);
}

function accountOf(principal: Principal | null, slug: string) {
  return principal?.kind === 'person' ? { name: principal.displayName, signOut: `/${slug}/sign-out` } : null;
}
