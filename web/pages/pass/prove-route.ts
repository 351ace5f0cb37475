import { z } from 'zod';
import { Problem } from '../../../core/domain/problem.js';
import { type Answer, type AnyRoute, route } from '../../../core/http/route.js';
import { campusOf } from '../../../core/http/routes/campus-of.js';
import type { Context } from '../../../core/use-cases/context.js';
import { askOneTimeCode } from '../../../core/use-cases/visits/ask-one-time-code.js';
import { proveOneTimeCode } from '../../../core/use-cases/visits/prove-one-time-code.js';
import { proveSheet } from './prove-sheet.js';
import { type Held, withPass } from './with-pass.js';
import { PASS_WORDS } from './words.js';

const body = z.object({ send: z.string().optional(), code: z.string().max(40).optional() });

/** `POST /{campus}/pass`: has digits sent to the invited phone, or takes the digits that came. */
export function provePassRoute(context: Context): AnyRoute {
  return route<z.output<typeof body>>({
    method: 'post',
    path: '/{campus}/pass',
    role: 'public',
    summary: 'Prove the invited phone: have a code sent, or type it',
    body,
    handle: (ask) =>
      withPass(context, campusOf(context, ask.params), ask, (held) => {
        if (held.shown.proven) return Promise.resolve({ redirect: `/${held.snapshot.slug}/pass` });
        const { code } = ask.body;
        return code === undefined ? send(context, held, ask.remoteAddress) : prove(context, held, code);
      }),
  });
}

async function send(context: Context, held: Held, remoteAddress: string): Promise<Answer> {
  try {
    await askOneTimeCode(context, held.snapshot, held.session, remoteAddress);
    return { redirect: `/${held.snapshot.slug}/pass?sent=1` };
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 429) throw error;
    const { sentLately, tooMany } = PASS_WORDS[held.language].prove;
    const seconds = typeof error.extra['retryAfter'] === 'number' ? Math.ceil(error.extra['retryAfter']) : 60;
    const problem = seconds <= 60 ? sentLately(seconds) : tooMany(Math.ceil(seconds / 60));
    // The digits may be on the phone already, so the page asks for them as well.
    return proveSheet(held, { sent: true, problem, status: 429 });
  }
}

async function prove(context: Context, held: Held, typed: string): Promise<Answer> {
  // Full-width digits from a Chinese keyboard, and spaces that came along with a paste, are the digits that were meant.
  const code = typed.normalize('NFKC').replaceAll(/\s/g, '');
  try {
    await proveOneTimeCode(context, held.snapshot, held.session, code);
    return { redirect: `/${held.snapshot.slug}/pass` };
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'wrong_one_time_code') throw error;
    const left = error.extra['triesLeft'];
    const wrong = PASS_WORDS[held.language].prove.wrong(typeof left === 'number' ? left : null);
    return proveSheet(held, { sent: true, wrong, status: 403 });
  }
}
