import { z } from 'zod';
import { template } from '../../../core/http/page/template.js';
import { type AnyRoute, route } from '../../../core/http/route.js';
import { campusOf } from '../../../core/http/routes/campus-of.js';
import type { PassCodeRate } from '../../../core/http/routes/pass-rate.js';
import type { Context } from '../../../core/use-cases/context.js';
import { visitorSheet } from '../../components/visitor-sheet/visitor-sheet.js';
import { firstCode } from './first-code.js';
import { proveSheet } from './prove-sheet.js';
import { type PassPageView, passView } from './view.js';
import { withPass } from './with-pass.js';

const page = template<PassPageView>(new URL('./pass.hbs', import.meta.url));
const query = z.object({ changed: z.string().optional(), sent: z.string().optional() });

/** `/{campus}/pass`: the visitor's pass; first whose phone it is, where the link alone does not say so. */
export function passRoute(context: Context, rate: PassCodeRate): AnyRoute {
  return route<undefined, z.output<typeof query>>({
    method: 'get',
    path: '/{campus}/pass',
    role: 'public',
    summary: 'The visitor’s pass',
    query,
    handle: (ask) =>
      withPass(context, campusOf(context, ask.params), ask, async (held) => {
        const { snapshot, language, shown } = held;
        const { pass } = shown;
        if (!pass) return proveSheet(held, { sent: ask.query.sent !== undefined });
        const code = pass.state === 'now' ? await firstCode(context, rate, held) : null;
        const changed = ask.query.changed !== undefined;
        const view = await passView(snapshot, { pass, language, now: context.now(), changed, code });
        const { title } = view.words;
        return visitorSheet(snapshot, language, { title, body: page(view), scripts: ['pass'] });
      }),
  });
}
