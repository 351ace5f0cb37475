import type { Language } from '../../../core/domain/languages.js';
import { template } from '../../../core/http/page/template.js';
import type { IssuedCode } from '../../../core/use-cases/issue-code.js';
import { codeSymbol } from './symbol.js';
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

/** The code as the browser paints it before the script has come, for as long as it holds. */
interface FirstSymbol {
  svg: string;
  /** Seconds until the code ends. */
  left: number;
}

type View = Omit<CodeCardAsk, 'language'> & { words: CodeWords; first: FirstSymbol | null };

const card = template<View>(new URL('./code-card.hbs', import.meta.url));
const hints = template<{ words: CodeWords }>(new URL('./code-hints.hbs', import.meta.url));

/**
 * The card that a live code stands on: symbol, countdown, magnifier. Its first symbol is drawn here, so that it is there
 * with the first paint; `web/islands/code/` takes it away and makes the card live.
 */
export async function codeCard(ask: CodeCardAsk): Promise<string> {
  const { code } = ask;
  const first = code && { svg: await codeSymbol(code.text), left: (code.until - code.now) / 1000 };
  return card({ ...ask, words: CODE_WORDS[ask.language], first });
}

/** What to try when a reader does not take the code. */
export function codeHints(language: Language): string {
  return hints({ words: CODE_WORDS[language] });
}
