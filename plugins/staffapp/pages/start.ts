import { type Answer, type AnyRoute, route } from '../../../core/http/route.js';
import type { CardView } from '../../../core/use-cases/show-card.js';
import { phoneLabel } from '../phone/label.js';
import { type Ask, isLinkedNow, isOfAnother } from '../phone/phones.js';
import type { Desk } from './desk.js';
import { linkForm } from './link-form.js';
import { noCode } from './no-code.js';
import { otherPhone } from './other-phone.js';

/** Where a signed-in person without a code on this phone begins: the form to link it, or why that cannot be now. */
export function startRoute(desk: Desk): AnyRoute {
  return route({
    method: 'get',
    path: desk.paths.start,
    role: 'holder',
    summary: 'The wallet: link this phone',
    async handle(ask) {
      const label = phoneLabel(ask.request.get('user-agent'));
      return (await beforeLinking(desk, ask)) ?? linkForm(desk, ask, { label, problems: [] });
    },
  });
}

/** What stands in the way of linking this phone, as an answer; null when nothing does. */
export async function beforeLinking(desk: Desk, ask: Ask): Promise<Answer | null> {
  const card = await cardOf(desk, ask);
  if (card.state !== 'active') return noCode(desk, ask, card);
  if (!card.phone) return null;
  return thisPhone(desk, ask, card) ?? otherPhone(desk, ask);
}

/** The phone that is linked came back, perhaps after its days were over: its pass is good again for as many. */
function thisPhone(desk: Desk, ask: Ask, card: CardView): Answer | null {
  const pass = desk.phones.passOf(ask);
  if (!pass || isOfAnother(pass, ask.principal) || !isLinkedNow(pass, card)) return null;
  return { redirect: desk.paths.wallet, cookies: [desk.phones.keep(desk.phones.renewed(pass))] };
}

export async function cardOf(desk: Desk, ask: Ask): Promise<CardView> {
  const { principal } = ask;
  const person = principal?.kind === 'person' ? principal : null;
  return desk.scope.hub.showCard(person?.person ?? null, person?.affiliation ?? null);
}
