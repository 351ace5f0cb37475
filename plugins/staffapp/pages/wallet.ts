import { Problem } from '../../../core/domain/problem.js';
import { template } from '../../../core/http/page/template.js';
import { type Answer, type AnyRoute, route } from '../../../core/http/route.js';
import type { IssuedCode } from '../../../core/use-cases/issue-code.js';
import type { PhonePass } from '../phone/pass.js';
import type { Ask } from '../phone/phones.js';
import { isOfAnother } from '../phone/phones.js';
import type { WalletWords } from '../words/index.js';
import { type Desk, nameOf } from './desk.js';
import { noCode } from './no-code.js';

interface View {
  words: WalletWords['code'];
  codeName: string;
  name: string | null;
  address: string;
  code: IssuedCode | null;
  hints: boolean;
}

const page = template<View>(new URL('./wallet.hbs', import.meta.url));

/**
 * The code itself, for a linked phone. The first code comes in the page, so that it is seen without a second round trip.
 * Who has no phone pass, or one that says nothing any more, goes on to `start`, which asks to sign in.
 */
export function walletRoute(desk: Desk): AnyRoute {
  return route({
    method: 'get',
    path: desk.paths.wallet,
    role: 'public',
    summary: "The wallet: a linked phone's code",
    async handle(ask) {
      const pass = desk.phones.passOf(ask);
      if (!pass || isOfAnother(pass, ask.principal)) return { redirect: desk.paths.start };
      try {
        return codePage(desk, ask, await desk.phones.code(pass, ask.principal));
      } catch (error) {
        return withoutCode(desk, ask, pass, error);
      }
    },
  });
}

async function withoutCode(desk: Desk, ask: Ask, pass: PhonePass, error: unknown): Promise<Answer> {
  const status = error instanceof Problem ? error.status : 500;
  if (status === 401) return { redirect: desk.paths.start };
  if (status === 403) return noCode(desk, ask, await desk.scope.hub.showCard(pass.person, null));
  // Anything else passes: the page is there, says so calmly and asks again by itself.
  if (status === 500) throw error;
  return codePage(desk, ask, null);
}

function codePage(desk: Desk, ask: Ask, code: IssuedCode | null): Answer {
  const codeName = desk.codeName(ask);
  const body = page({
    words: desk.words(ask).code,
    codeName,
    name: nameOf(ask),
    address: `${desk.api}/codes`,
    code,
    hints: desk.scope.settings.scanHints,
  });
  return desk.answer(ask, {
    title: codeName,
    body,
    at: 'code',
    scripts: ['wallet'],
    kind: 'wallet-page wallet-code',
  });
}
