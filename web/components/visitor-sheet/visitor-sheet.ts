import { readFileSync } from 'node:fs';
import type { Language } from '../../../core/domain/languages.js';
import { renderPage } from '../../../core/http/page/layout.js';
import { template } from '../../../core/http/page/template.js';
import type { Answer } from '../../../core/http/route.js';
import type { Snapshot } from '../../../core/snapshots/snapshot.js';
import { stylesInPage } from '../styles-in-page/styles-in-page.js';

const ownStyle = readFileSync(new URL('../../styles/visits.css', import.meta.url), 'utf8');

/** For the addresses of links: nobody hears of them, not the next page, not a store, not a search engine. */
export const UNSEEN = {
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'x-robots-tag': 'noindex',
};

export interface SheetAsk {
  title: string;
  body: string;
  status?: number;
  scripts?: readonly string[];
  headers?: Record<string, string>;
}

/** A page for a visitor: no navigation, nobody signed in, whom to ask about visits at its foot. */
export function visitorSheet({ file }: Snapshot, language: Language, ask: SheetAsk): Answer {
  const { title, body, status = 200, scripts = [], headers = {} } = ask;
  const styles = stylesInPage(file, ownStyle);
  const html = renderPage({
    campus: file,
    language,
    title,
    body,
    topics: ['visits'],
    stylesInPage: styles,
    scripts,
    kind: 'visitor-page',
  });
  return { status, html, headers: { 'cache-control': 'no-store', ...headers }, styleSource: styles.source };
}

interface Sentence {
  title: string;
  text: string;
  link: { label: string; href: string } | null;
}
const sentence = template<Sentence>(new URL('./sentence.hbs', import.meta.url));

/** A page with one calm thing to say to a visitor. */
export function sentenceSheet(
  snapshot: Snapshot,
  language: Language,
  ask: { title: string; text: string; link?: Sentence['link']; status?: number },
): Answer {
  const { title, text, link = null, status = 200 } = ask;
  return visitorSheet(snapshot, language, { title, body: sentence({ title, text, link }), status });
}
