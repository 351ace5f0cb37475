import { z } from 'zod';
import { template } from '../../../core/http/page/template.js';
import type { Principal } from '../../../core/http/principal.js';
import { type AnyRoute, route } from '../../../core/http/route.js';
import { sessionOf } from '../phone/phones.js';
import type { WalletWords } from '../words/index.js';
import { type Desk, moment } from './desk.js';
import { confirmLogOut, unlink } from './log-out.js';
import { cardOf } from './unlinked.js';

interface View {
  words: WalletWords['portal'];
  phoneWords: WalletWords['phone'];
  done: boolean;
  phone: { label: string; since: string } | null;
  logOut: string;
  wallet: string;
  walletAddress: string;
}

const page = template<View>(new URL('./portal.hbs', import.meta.url));
const portalQuery = z.object({ done: z.enum(['logged-out']).optional().catch(undefined) });

/** Linked Device on any browser: for a phone that is lost, stolen or replaced. */
export function portalRoutes(desk: Desk): AnyRoute[] {
  return [showRoute(desk), askRoute(desk), confirmRoute(desk)];
}

function showRoute(desk: Desk): AnyRoute {
  return route<undefined, z.output<typeof portalQuery>>({
    method: 'get',
    path: desk.paths.portal,
    role: 'holder',
    summary: 'The portal: linked device',
    query: portalQuery,
    async handle(ask) {
      const { phone } = await cardOf(desk, ask);
      const words = desk.words(ask);
      const since = phone ? moment(phone.linkedAt, ask.language, desk.scope.campus.timeZone) : '';
      const body = page({
        words: words.portal,
        phoneWords: words.phone,
        done: ask.query.done === 'logged-out' && phone === null,
        phone: phone ? { label: phone.label, since } : null,
        logOut: desk.paths.portalLogOut,
        wallet: desk.paths.wallet,
        walletAddress: `${desk.scope.node.publicUrl}${desk.paths.wallet}`,
      });
      return desk.answer(ask, { title: words.portal.title, body, at: 'portal' });
    },
  });
}

function askRoute(desk: Desk): AnyRoute {
  return route({
    method: 'get',
    path: desk.paths.portalLogOut,
    role: 'holder',
    summary: 'The portal: log the phone out?',
    async handle(ask) {
      const { phone } = await cardOf(desk, ask);
      if (!phone) return { redirect: desk.paths.portal };
      return confirmLogOut(desk, ask, { where: 'remote', label: phone.label });
    },
  });
}

function confirmRoute(desk: Desk): AnyRoute {
  return route({
    method: 'post',
    path: desk.paths.portalLogOut,
    role: 'holder',
    summary: 'The portal: log the phone out',
    async handle(ask) {
      const person = personOf(ask.principal);
      if (person !== null) await unlink(desk, person, 'portal', sessionOf(ask.principal));
      return { redirect: `${desk.paths.portal}?done=logged-out` };
    },
  });
}

function personOf(principal: Principal | null): string | null {
  return principal?.kind === 'person' ? principal.person : null;
}
