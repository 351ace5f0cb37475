import type { Language } from '../../../core/domain/languages.js';
import { Problem } from '../../../core/domain/problem.js';
import { renderPage } from '../../../core/http/page/layout.js';
import { template } from '../../../core/http/page/template.js';
import type { Answer, RouteAsk } from '../../../core/http/route.js';
import { campusOf } from '../../../core/http/routes/campus-of.js';
import { hostOf } from '../../../core/http/routes/visits-host.js';
import type { Snapshot } from '../../../core/snapshots/snapshot.js';
import type { Context } from '../../../core/use-cases/context.js';
import type { Host } from '../../../core/use-cases/visits/host.js';
import { isApprover, mayHost } from '../../../core/use-cases/visits/may.js';
import { VISIT_WORDS, type VisitWords } from './words/index.js';

export type Place = keyof VisitWords['nav'];
export type Ask = Pick<RouteAsk<unknown, unknown>, 'params' | 'principal' | 'language'>;

/** What every page of a host or an approver works with. */
export interface Desk {
  context: Context;
  snapshot: Snapshot;
  host: Host;
  language: Language;
  words: VisitWords;
  /** `/{campus}/visits`. */
  base: string;
}

const calm = template<{ title: string; text: string; code: string; href: string; back: string }>(
  new URL('./problem.hbs', import.meta.url),
);

/** Runs `show` for who is signed in; what the campus or the visit does not allow is said calmly, with the same status. */
export async function atDesk(
  context: Context,
  ask: Ask,
  show: (desk: Desk) => Promise<Answer> | Answer,
): Promise<Answer> {
  const snapshot = campusOf(context, ask.params);
  const { language } = ask;
  const words = VISIT_WORDS[language];
  const base = `/${snapshot.slug}/visits`;
  const desk = { context, snapshot, host: hostOf(ask.principal), language, words, base };
  try {
    return await show(desk);
  } catch (error) {
    if (!(error instanceof Problem) || error.status >= 500) throw error;
    if (error.status === 429 && !words.problems[error.code]) throw error;
    const { title, text } = words.problems[error.code] ?? words.problems.other;
    const body = calm({ title, text, code: error.code, href: base, back: words.back });
    return deskSheet(desk, { title, body, status: error.status });
  }
}

/** A page of the desk: navigation to what this person may do, and nothing else. */
export function deskSheet(
  desk: Desk,
  ask: { title: string; body: string; at?: Place; status?: number; scripts?: readonly string[] },
): Answer {
  const { snapshot, language, base, host } = desk;
  const { title, body, at, status = 200, scripts = [] } = ask;
  const html = renderPage({
    campus: snapshot.file,
    language,
    title,
    body,
    home: base,
    nav: placesOf(desk).map(({ place, href }) => ({
      href,
      label: desk.words.nav[place],
      current: place === at,
    })),
    account: { name: host.displayName, signOut: `/${snapshot.slug}/sign-out` },
    topics: ['visits'],
    styles: ['/assets/styles/visits.css'],
    scripts,
    kind: 'visits-page',
  });
  return { status, html, headers: { 'cache-control': 'no-store' } };
}

function placesOf({ snapshot, host, base }: Desk): { place: Place; href: string }[] {
  const hosts = mayHost(snapshot, host, 'foreign');
  return [
    { place: 'visits' as const, href: base, shown: hosts },
    { place: 'newVisit' as const, href: `${base}/new`, shown: hosts },
    { place: 'newGroup' as const, href: `${base}/new-group`, shown: mayHost(snapshot, host, 'group') },
    { place: 'batch' as const, href: `${base}/batch`, shown: hosts },
    { place: 'requested' as const, href: `/${snapshot.slug}/console/visits`, shown: isApprover(host) },
  ].filter(({ shown }) => shown);
}
