import { Problem } from '../../../core/domain/problem.js';
import { template } from '../../../core/http/page/template.js';
import type { Answer } from '../../../core/http/route.js';
import { type AnyRoute, route } from '../../../core/http/route.js';
import type { Ask } from '../phone/phones.js';
import type { WalletWords } from '../words/index.js';
import type { Desk } from './desk.js';
import { linkedHere } from './settings.js';

interface View {
  words: WalletWords['logOut'];
  text: string;
  label: string;
  action: string;
  cancel: string;
}

const page = template<View>(new URL('./log-out.hbs', import.meta.url));
const donePage = template<{ words: WalletWords['logOut']; wallet: string }>(
  new URL('./logged-out.hbs', import.meta.url),
);

/** Asks before a phone is logged out, on a page of its own, so that it works without script. */
export function confirmLogOut(desk: Desk, ask: Ask, of: { where: 'here' | 'remote'; label: string }): Answer {
  const words = desk.words(ask).logOut;
  const here = of.where === 'here';
  const body = page({
    words,
    text: words[of.where],
    label: of.label,
    action: here ? desk.paths.settingsLogOut : desk.paths.portalLogOut,
    cancel: here ? desk.paths.settings : desk.paths.portal,
  });
  return desk.answer(ask, { title: words.title, body, at: 'settings' });
}

/** Logging out on the phone itself: the question, the deed, and what is so afterwards. */
export function logOutRoutes(desk: Desk): AnyRoute[] {
  const { settingsLogOut: path, loggedOut, portal } = desk.paths;
  const ask = route({
    method: 'get',
    path,
    role: 'public',
    summary: 'The wallet: log this phone out?',
    async handle(asked) {
      const linked = await linkedHere(desk, asked);
      if (!linked) return { redirect: portal };
      return confirmLogOut(desk, asked, { where: 'here', label: linked.phone.label });
    },
  });
  const confirm = route({
    method: 'post',
    path,
    role: 'public',
    summary: 'The wallet: log this phone out',
    async handle(asked) {
      const linked = await linkedHere(desk, asked);
      if (linked) await unlink(desk, linked.pass.person, 'phone');
      return { redirect: loggedOut, cookies: [desk.phones.forget()] };
    },
  });
  const done = route({
    method: 'get',
    path: loggedOut,
    role: 'public',
    summary: 'The wallet: this phone is logged out',
    handle(asked) {
      const words = desk.words(asked).logOut;
      return desk.answer(asked, {
        title: words.doneTitle,
        body: donePage({ words, wallet: desk.paths.wallet }),
      });
    },
  });
  return [ask, confirm, done];
}

/** Twice is once: a phone that is logged out already is what was asked for. */
export async function unlink(
  desk: Desk,
  person: string,
  by: 'phone' | 'portal',
  keep?: string,
): Promise<void> {
  await desk.scope.hub.unlinkDevice(person, by, keep).catch((error: unknown) => {
    if (!(error instanceof Problem && error.code === 'no_phone_linked')) throw error;
  });
}
