import { Problem } from '../../../core/domain/problem.js';
import type { Answer } from '../../../core/http/route.js';
import type { CardView } from '../../../core/use-cases/show-card.js';
import { phoneLabel } from '../phone/label.js';
import { type Ask, isLinkedNow, isOfAnother } from '../phone/phones.js';
import type { Desk } from './desk.js';
import { linkForm } from './link-form.js';
import { noCode } from './no-code.js';
import { otherPhone } from './other-phone.js';

/**
 * What a person sees on a phone that shows no code: the form to link it, or why that cannot be now. Throws
 * `sign_in_needed` (401), which leads a browser to the sign-in page and back.
 */
export async function unlinked(desk: Desk, ask: Ask): Promise<Answer> {
  if (ask.principal?.kind !== 'person') throw new Problem(401, 'sign_in_needed', 'Sign in first.');
  const label = phoneLabel(ask.request.get('user-agent'));
  return (await beforeLinking(desk, ask)) ?? linkForm(desk, ask, { label, problems: [] });
}

/** What stands in the way of linking this phone, as an answer; null when nothing does. */
export async function beforeLinking(desk: Desk, ask: Ask): Promise<Answer | null> {
  const card = await cardOf(desk, ask);
  if (card.state !== 'active') return noCode(desk, ask, card);
  if (!card.phone) return null;
  return linkedAgain(desk, ask, card) ?? otherPhone(desk, ask);
}

/** The linked phone came back after its days were over, and its holder has signed in: its pass is good for as many again. */
function linkedAgain(desk: Desk, ask: Ask, card: CardView): Answer | null {
  const pass = desk.phones.passOf(ask);
  if (!pass || !desk.phones.isOver(pass)) return null;
  if (isOfAnother(pass, ask.principal) || !isLinkedNow(pass, card)) return null;
  return { redirect: desk.paths.wallet, cookies: [desk.phones.keep(desk.phones.renewed(pass))] };
}

/** The card of whoever is signed in. */
export async function cardOf(desk: Desk, { principal }: Ask): Promise<CardView> {
  const person = principal?.kind === 'person' ? principal : null;
  return desk.scope.hub.showCard(person?.person ?? null, person?.affiliation ?? null);
}
