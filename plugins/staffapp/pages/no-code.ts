import type { CredentialReason } from '../../../core/domain/credential.js';
import type { Localized } from '../../../core/domain/languages.js';
import { ineligibleSentence } from '../../../core/domain/sentences/index.js';
import { contactLines } from '../../../core/http/page/layout.js';
import { template } from '../../../core/http/page/template.js';
import type { Answer } from '../../../core/http/route.js';
import type { CardView } from '../../../core/use-cases/show-card.js';
import type { Ask } from '../phone/phones.js';
import type { WalletWords } from '../words/index.js';
import type { Desk } from './desk.js';

interface View {
  words: WalletWords['none'];
  reason: CredentialReason;
  sentence: string;
  contact: { name: string; lines: { text: string; href: string | null }[] } | null;
  links: { label: string; href: string }[];
  again: string;
}

const page = template<View>(new URL('./no-code.hbs', import.meta.url));

/** Why this person has no code now, whom to ask and where to go: the campus's own sentence for each case. */
export function noCode(desk: Desk, ask: Ask, card: CardView): Answer {
  const say = desk.say(ask);
  const words = desk.words(ask).none;
  const body = page({
    words,
    reason: card.reason,
    sentence: say(sentenceOf(card)),
    contact: card.contact ? { name: say(card.contact.name), lines: contactLines(card.contact, say) } : null,
    links: card.links.map(({ label, url }) => ({ label: say(label), href: url })),
    again: desk.paths.wallet,
  });
  return desk.answer(ask, { title: words.title, body, at: 'code' });
}

function sentenceOf(card: CardView): Localized {
  if (card.sentence) return card.sentence;
  // Eligible and yet no code: the state changed between two reads, and looking again shows the code.
  return ineligibleSentence(card.reason === 'eligible' ? 'by_admin' : card.reason);
}
