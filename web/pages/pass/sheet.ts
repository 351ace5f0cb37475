import type { Language } from '../../../core/domain/languages.js';
import { renderPage } from '../../../core/http/page/layout.js';
import { template } from '../../../core/http/page/template.js';
import type { Answer } from '../../../core/http/route.js';
import type { Snapshot } from '../../../core/snapshots/snapshot.js';
import { type Calm, PASS_WORDS } from './words.js';

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
  const html = renderPage({
    campus: file,
    language,
    title,
    body,
    topics: ['visits'],
    styles: ['/assets/styles/visits.css'],
    scripts,
    kind: 'visitor-page',
  });
  return { status, html, headers: { 'cache-control': 'no-store', ...headers } };
}

const calm = template<{ title: string; text: string }>(new URL('./calm.hbs', import.meta.url));

/** Nothing to show, and a calm sentence why. */
export function calmSheet(
  snapshot: Snapshot,
  language: Language,
  { why, status = 200 }: { why: Calm; status?: number },
): Answer {
  const { title, text } = PASS_WORDS[language].calm[why];
  return visitorSheet(snapshot, language, { title, body: calm({ title, text }), status });
}
