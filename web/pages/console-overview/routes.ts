import type { PluginHost } from '../../../core/host/plugin-host.js';
import { CONSOLE_PAGES } from '../../../core/http/page/console-nav.js';
import { template } from '../../../core/http/page/template.js';
import { type AnyRoute, type RouteAsk, route } from '../../../core/http/route.js';
import { campusOf } from '../../../core/http/routes/campus-of.js';
import type { Context } from '../../../core/use-cases/context.js';
import { consolePage } from '../../components/console-frame/console-frame.js';
import { readOverview } from './read.js';
import { overviewView } from './view.js';

type View = ReturnType<typeof overviewView>;
const page = template<View & { now: string }>(new URL('./console-overview.hbs', import.meta.url));
const nowPart = template<View>(new URL('./now.hbs', import.meta.url));
const { roles } = CONSOLE_PAGES.overview;

/** `/{campus}/console`: what happens on a campus now, for its staff; `/overview/now` is the part that grows old. */
export function consoleOverviewPages(context: Context, host: PluginHost): AnyRoute[] {
  const viewOf = async ({ params, principal, language }: RouteAsk<undefined, undefined>): Promise<View> => {
    const snapshot = campusOf(context, params);
    const overview = await readOverview({ context, host, snapshot, principal });
    const own = principal?.kind === 'person' ? principal.roles : [];
    return overviewView({ overview, snapshot, language, roles: own });
  };
  const view = route({
    method: 'get',
    path: '/{campus}/console',
    role: roles,
    summary: 'The overview of a campus',
    async handle(ask) {
      const shown = await viewOf(ask);
      const html = consolePage({
        host,
        snapshot: campusOf(context, ask.params),
        principal: ask.principal,
        language: ask.language,
        page: 'overview',
        title: shown.words.title,
        body: page({ ...shown, now: nowPart(shown) }),
        scripts: ['live-overview'],
        style: 'console-overview',
      });
      return { html };
    },
  });
  const part = route({
    method: 'get',
    path: '/{campus}/console/overview/now',
    role: roles,
    summary: 'The numbers of the overview, as a piece of its page',
    handle: async (ask) => ({ html: nowPart(await viewOf(ask)) }),
  });
  return [view, part];
}
