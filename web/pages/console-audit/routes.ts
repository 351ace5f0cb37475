import type { PluginHost } from '../../../core/host/plugin-host.js';
import { CONSOLE_PAGES } from '../../../core/http/page/console-nav.js';
import { template } from '../../../core/http/page/template.js';
import { type AnyRoute, type RouteAsk, route } from '../../../core/http/route.js';
import { campusOf } from '../../../core/http/routes/campus-of.js';
import { listAudit, namesIn } from '../../../core/use-cases/audit/list-audit.js';
import type { Context } from '../../../core/use-cases/context.js';
import { consolePage } from '../../components/console-frame/console-frame.js';
import { exportAuditRoute } from './export-route.js';
import { filterOf, type PageQuery, pageQuery } from './filter.js';
import { auditView } from './view.js';

const page = template<ReturnType<typeof auditView>>(new URL('./console-audit.hbs', import.meta.url));
const LIMIT = 50;

/** `/{campus}/console/audit`: who did what to whom. Names are an administrator's to read, not an auditor's. */
export function consoleAuditPages(context: Context, host: PluginHost): AnyRoute[] {
  const list = route<undefined, PageQuery>({
    method: 'get',
    path: '/{campus}/console/audit',
    role: CONSOLE_PAGES.audit.roles,
    summary: 'The audit page',
    query: pageQuery,
    handle: async (ask) => ({ html: await show(context, host, ask) }),
  });
  return [list, exportAuditRoute(context)];
}

async function show(
  context: Context,
  host: PluginHost,
  { params, query, language, principal }: RouteAsk<undefined, PageQuery>,
): Promise<string> {
  const snapshot = campusOf(context, params);
  const roles = principal?.kind === 'person' ? principal.roles : [];
  const filter = filterOf(query, snapshot.file.campus.timeZone);
  const asked: PageQuery = filter === null ? { ...query, refused: 'days' } : query;
  const nothing = { items: [], next: null };
  const { items, next } =
    filter === null
      ? nothing
      : await listAudit(context, snapshot, { ...filter, cursor: query.cursor, limit: LIMIT });
  const names = roles.includes('admin') ? await namesIn(context, snapshot, items) : null;
  const seesPeople = CONSOLE_PAGES.people.roles.some((role) => roles.includes(role));
  const view = auditView({ snapshot, language, asked, items, next, names, seesPeople });
  return consolePage({
    host,
    snapshot,
    principal,
    language,
    page: 'audit',
    title: view.words.title,
    body: page(view),
    style: 'console-records',
  });
}
