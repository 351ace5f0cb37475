import { template } from '../../../core/http/page/template.js';
import { type AnyRoute, route } from '../../../core/http/route.js';
import { campusOf } from '../../../core/http/routes/campus-of.js';
import type { PassCodeRate } from '../../../core/http/routes/pass-rate.js';
import type { Context } from '../../../core/use-cases/context.js';
import { codeSymbol } from '../../components/code-card/symbol.js';
import { CODE_WORDS } from '../../components/code-card/words.js';
import { visitorSheet } from '../../components/visitor-sheet/visitor-sheet.js';
import { firstCode } from './first-code.js';
import { withPass } from './with-pass.js';
import { PASS_WORDS, type PassWords } from './words.js';

interface View {
  words: PassWords;
  symbol: string;
  name: string;
  /** SVG; null while the hub is busy. */
  svg: string | null;
  renewed: string;
  pass: string;
}

const page = template<View>(new URL('./plain.hbs', import.meta.url));
/** How soon to look again when the hub was busy. */
const BUSY_SECONDS = 5;

/** `/{campus}/pass/plain`: the code drawn by the hub, for browsers without scripts; loads itself again at each step's end. */
export function plainPassRoute(context: Context, rate: PassCodeRate): AnyRoute {
  return route({
    method: 'get',
    path: '/{campus}/pass/plain',
    role: 'public',
    summary: 'The visitor’s code without scripts',
    handle: (ask) =>
      withPass(context, campusOf(context, ask.params), ask, async (held) => {
        const { snapshot, language, shown } = held;
        const back = `/${snapshot.slug}/pass`;
        if (shown.pass?.state !== 'now') return { redirect: back };
        const code = await firstCode(context, rate, held);
        const words = PASS_WORDS[language];
        const seconds = code ? Math.max(1, Math.ceil((code.until - code.now) / 1000)) : BUSY_SECONDS;
        const body = page({
          words,
          symbol: CODE_WORDS[language].symbol,
          name: shown.pass.visitor,
          svg: code ? await codeSymbol(code.text) : null,
          renewed: words.plain.renewed(seconds),
          pass: back,
        });
        const headers = { refresh: String(seconds) };
        return visitorSheet(snapshot, language, { title: words.title, body, headers });
      }),
  });
}
