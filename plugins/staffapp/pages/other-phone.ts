import { template } from '../../../core/http/page/template.js';
import type { Answer } from '../../../core/http/route.js';
import type { Ask } from '../phone/phones.js';
import type { WalletWords } from '../words/index.js';
import type { Desk } from './desk.js';

const page = template<{ words: WalletWords['other']; portal: string; again: string }>(
  new URL('./other-phone.hbs', import.meta.url),
);

/** One phone at a time: how to log the first one out, there or from here. */
export function otherPhone(desk: Desk, ask: Ask): Answer {
  const words = desk.words(ask).other;
  const body = page({ words, portal: desk.paths.portal, again: desk.paths.wallet });
  return desk.answer(ask, { title: words.title, body, at: 'code', status: 409 });
}
