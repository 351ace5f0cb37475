import { template } from '../../../core/http/page/template.js';
import { type AnyRoute, route } from '../../../core/http/route.js';
import type { CardView } from '../../../core/use-cases/show-card.js';
import type { PhonePass } from '../phone/pass.js';
import { type Ask, isLinkedNow } from '../phone/phones.js';
import type { WalletWords } from '../words/index.js';
import { type Desk, moment } from './desk.js';

interface View {
  words: WalletWords['settings'];
  phoneWords: WalletWords['phone'];
  label: string;
  since: string;
  logOut: string;
  portal: string;
  portalAddress: string;
}

const page = template<View>(new URL('./settings.hbs', import.meta.url));

/** Linked Device on the phone itself. It needs no session: whoever holds the phone may end its link, never begin one. */
export function settingsRoute(desk: Desk): AnyRoute {
  return route({
    method: 'get',
    path: desk.paths.settings,
    role: 'public',
    summary: 'The wallet: linked device',
    async handle(ask) {
      const linked = await linkedHere(desk, ask);
      if (!linked) return { redirect: desk.paths.portal };
      const words = desk.words(ask);
      const body = page({
        words: words.settings,
        phoneWords: words.phone,
        label: linked.phone.label,
        since: moment(linked.phone.linkedAt, ask.language, desk.scope.campus.timeZone),
        logOut: desk.paths.settingsLogOut,
        portal: desk.paths.portal,
        portalAddress: `${desk.scope.node.publicUrl}${desk.paths.portal}`,
      });
      return desk.answer(ask, { title: words.settings.title, body, at: 'settings' });
    },
  });
}

/** The phone that this request comes from, when it is the linked one; null on any other device. */
export async function linkedHere(
  desk: Desk,
  ask: Ask,
): Promise<{ pass: PhonePass; phone: NonNullable<CardView['phone']> } | null> {
  const pass = desk.phones.passOf(ask);
  if (!pass) return null;
  const card = await desk.scope.hub.showCard(pass.person, null);
  return card.phone && isLinkedNow(pass, card) ? { pass, phone: card.phone } : null;
}
