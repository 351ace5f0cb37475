import { z } from 'zod';
import { Problem } from '../../../core/domain/problem.js';
import { template } from '../../../core/http/page/template.js';
import { type Answer, type AnyRoute, route } from '../../../core/http/route.js';
import { acceptedIn, noticeMark, noticeMarks } from '../phone/notices.js';
import type { Ask } from '../phone/phones.js';
import type { WalletWords } from '../words/index.js';
import type { Desk } from './desk.js';

interface View {
  words: WalletWords['notices'];
  action: string;
  problem: string | null;
  notices: { text: string; mark: string; isNew: boolean }[];
}

const page = template<View>(new URL('./notices.hbs', import.meta.url));
const acceptBody = z.object({ accept: z.string().optional(), notice: noticeMarks });
type AcceptBody = z.output<typeof acceptBody>;

/** The notices once more, those named in `changed` marked, before a linked phone has its next code. */
export function noticesForm(
  desk: Desk,
  ask: Ask,
  {
    changed,
    problem = null,
  }: { changed: readonly string[]; problem?: 'acceptMissing' | 'changedAgain' | null },
): Answer {
  const words = desk.words(ask).notices;
  const say = desk.say(ask);
  const body = page({
    words,
    action: desk.paths.notices,
    problem: problem === null ? null : words[problem],
    notices: desk.scope.hub.file().notices.map((notice) => ({
      text: say(notice.text),
      mark: noticeMark(notice),
      isNew: changed.includes(notice.id),
    })),
  });
  return desk.answer(ask, { title: words.title, body, at: 'code', status: problem === null ? 200 : 400 });
}

/** The ids of a refusal for notices; null of any other problem. */
export function changedNotices(error: unknown): string[] | null {
  if (!(error instanceof Problem) || error.code !== 'notices_not_accepted') return null;
  return error.extra['notices'] as string[];
}

/** Takes the form. It needs no session: whoever holds the phone speaks for it, as everywhere in the wallet. */
export function noticesRoute(desk: Desk): AnyRoute {
  return route<AcceptBody>({
    method: 'post',
    path: desk.paths.notices,
    role: 'public',
    summary: 'The wallet: accept notices that have changed',
    body: acceptBody as z.ZodType<AcceptBody>,
    async handle(ask) {
      if (ask.body.accept === undefined)
        return noticesForm(desk, ask, { changed: [], problem: 'acceptMissing' });
      try {
        const { token: deviceToken } = desk.phones.speaking(desk.phones.passOf(ask), ask.principal);
        await desk.scope.hub.acceptNotices({ deviceToken, accepted: acceptedIn(ask.body.notice) });
      } catch (error) {
        const changed = changedNotices(error);
        if (changed) return noticesForm(desk, ask, { changed, problem: 'changedAgain' });
        // A phone that was logged out meanwhile reads on the wallet's own page what there is to do.
        if (!(error instanceof Problem) || error.status >= 500) throw error;
      }
      return { redirect: desk.paths.wallet };
    },
  });
}
