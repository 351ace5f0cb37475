import type { Language } from '../../../core/domain/languages.js';
import type { PassView } from '../../../core/domain/visits.js';
import type { Snapshot } from '../../../core/snapshots/snapshot.js';
import type { IssuedCode } from '../../../core/use-cases/issue-code.js';
import { codeCard, codeHints } from '../../components/code-card/code-card.js';
import { visitFacts } from '../../components/visit-facts/visit-facts.js';
import { clockText, dayText, untilText } from '../../components/visit-facts/when.js';
import { markOf } from './mark.js';
import { PASS_WORDS, type PassWords } from './words.js';

export interface PassPageView {
  words: PassWords;
  /** What the island compares with the hub's answer: another mark is another visit to show. */
  mark: string;
  from: number;
  now: number;
  source: string;
  plain: string;
  changed: boolean;
  /** HTML of the code card; null outside the window. */
  card: string | null;
  calm: { title: string; text: string; countdown: string };
  facts: string;
  hints: string;
}

export interface PassViewAsk {
  pass: PassView;
  language: Language;
  now: number;
  changed: boolean;
  /** Null when it could not be made with the page: the island then asks for it. */
  code: IssuedCode | null;
}

/** What the pass page shows: the code inside the window, outside it why there is none, and the visit's facts. */
export async function passView({ slug, file }: Snapshot, ask: PassViewAsk): Promise<PassPageView> {
  const { pass, language, now, changed, code } = ask;
  const { timeZone } = file.campus;
  const words = PASS_WORDS[language];
  const source = `/api/v1/campuses/${slug}/pass`;
  const open = pass.state === 'now';
  const card = {
    id: 'code',
    language,
    title: words.title,
    name: pass.visitor,
    address: `${source}/codes`,
    code,
  };
  return {
    words,
    mark: markOf(pass),
    from: Date.parse(pass.from),
    now,
    source,
    plain: `/${slug}/pass/plain`,
    changed,
    card: open ? await codeCard(card) : null,
    calm: calmOf(pass, language, timeZone, now),
    facts: visitFacts(open ? { ...pass, visitor: undefined } : pass, language, timeZone),
    hints: open ? codeHints(language) : '',
  };
}

/** Before the window the code is hidden: one that gates do not take yet only holds up the queue behind it. */
function calmOf(pass: PassView, language: Language, timeZone: string, now: number): PassPageView['calm'] {
  const { calm, early } = PASS_WORDS[language];
  if (pass.state === 'now') return { ...calm.away, countdown: '' };
  if (pass.state !== 'early') return { ...calm[pass.state], countdown: '' };
  return {
    title: early.title(clockText(pass.from, timeZone), dayText(pass.from, language, timeZone)),
    text: early.text,
    countdown: untilText(Date.parse(pass.from) - now, language),
  };
}
