import type { Language } from '../../../core/domain/languages.js';
import { template } from '../../../core/http/page/template.js';
import type { IssuedCode } from '../../../core/use-cases/issue-code.js';
import { CODE_WORDS, type CodeWords } from './words.js';

export interface CodeCardAsk {
  /** Of the element that the page's island works on. */
  id: string;
  language: Language;
  title: string;
  /** Whose code it is; null where the page does not say. */
  name: string | null;
  /** Where the island asks for the next code. */
  address: string;
  /** The code that comes with the page, so that it is seen without a second round trip. */
  code: IssuedCode | null;
}

const card = template<Omit<CodeCardAsk, 'language'> & { words: CodeWords }>(
  new URL('./code-card.hbs', import.meta.url),
);
const hints = template<{ words: CodeWords }>(new URL('./code-hints.hbs', import.meta.url));

/** The card that a live code stands on: symbol, countdown, magnifier. `web/islands/code/` makes it live. */
export function codeCard(ask: CodeCardAsk): string {
  return card({ ...ask, words: CODE_WORDS[ask.language] });
}

/** What to try when a reader does not take the code. */
export function codeHints(language: Language): string {
  return hints({ words: CODE_WORDS[language] });
}
