import { Problem } from '../../../core/domain/problem.js';
import { template } from '../../../core/http/page/template.js';
import { type Answer, type AnyRoute, route } from '../../../core/http/route.js';
import type { IssuedCode } from '../../../core/use-cases/issue-code.js';
import { codeCard, codeHints } from '../../../web/components/code-card/code-card.js';
import type { PhonePass } from '../phone/pass.js';
import type { Ask } from '../phone/phones.js';
import { isOfAnother } from '../phone/phones.js';
import type { WalletWords } from '../words/index.js';
import { type Desk, nameOf } from './desk.js';
import { noCode } from './no-code.js';
import { changedNotices, noticesForm } from './notices.js';
import { unlinked } from './unlinked.js';

interface View {
  words: WalletWords['code'];
  /** HTML of the shared card, and of what to try at a reader. */
  card: string;
  hints: string;
}

const page = template<View>(new URL('./wallet.hbs', import.meta.url));

/**
 * The wallet. On a linked phone the code, whose first one comes in the page, so that it is seen without a second round
 * trip; that needs no session, since the phone's pass says enough (README.md). On any other, what is to be done.
 */
export function walletRoute(desk: Desk): AnyRoute {
  return route({
    method: 'get',
    path: desk.paths.wallet,
    role: 'public',
    summary: 'The wallet: the code of a linked phone, or how to link it',
    async handle(ask) {
      const pass = desk.phones.passOf(ask);
      if (!pass || isOfAnother(pass, ask.principal)) return unlinked(desk, ask);
      try {
        return await codePage(desk, ask, await desk.phones.code(pass, ask.principal));
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        const changed = changedNotices(error);
        if (changed) return noticesForm(desk, ask, { changed });
        return withoutCode(desk, ask, pass, error.status);
      }
    },
  });
}

async function withoutCode(desk: Desk, ask: Ask, pass: PhonePass, status: number): Promise<Answer> {
  if (status === 401) return unlinked(desk, ask);
  if (status === 403) return noCode(desk, ask, await desk.scope.hub.showCard(pass.person, null));
  // Anything else passes: the page is there, says so calmly and asks again by itself.
  return codePage(desk, ask, null);
}

async function codePage(desk: Desk, ask: Ask, code: IssuedCode | null): Promise<Answer> {
  const codeName = desk.codeName(ask);
  const { language } = ask;
  const address = `${desk.api}/codes`;
  const body = page({
    words: desk.words(ask).code,
    card: await codeCard({ id: 'wallet', language, title: codeName, name: nameOf(ask), address, code }),
    hints: desk.scope.settings.scanHints ? codeHints(language) : '',
  });
  return desk.answer(ask, {
    title: codeName,
    body,
    at: 'code',
    scripts: ['wallet'],
    kind: 'wallet-page wallet-code',
    paintedWith: 'wallet',
  });
}
