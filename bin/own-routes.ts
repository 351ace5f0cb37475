import { fileURLToPath } from 'node:url';
import type { Node } from '../core/host/plugin.js';
import type { PluginHost } from '../core/host/plugin-host.js';
import type { StaticFolder } from '../core/http/app.js';
import { openApiRoute } from '../core/http/openapi.js';
import { campusStyleRoute } from '../core/http/page/campus-style.js';
import type { AnyRoute } from '../core/http/route.js';
import type { RouteTable } from '../core/http/route-table.js';
import { auditRoute } from '../core/http/routes/audit.js';
import { decideRoute } from '../core/http/routes/decide.js';
import { eventsRoute } from '../core/http/routes/events.js';
import { healthRoutes } from '../core/http/routes/health.js';
import { findHoldersRoute, readHolderRoute } from '../core/http/routes/holders.js';
import { holdRoutes } from '../core/http/routes/holders-hold.js';
import { jobsRoute } from '../core/http/routes/jobs.js';
import { retryJobRoute } from '../core/http/routes/jobs-retry.js';
import { liveEventsRoute } from '../core/http/routes/live-events.js';
import { messagesRoute } from '../core/http/routes/messages.js';
import { retryMessageRoute } from '../core/http/routes/messages-retry.js';
import { metricsRoute } from '../core/http/routes/metrics.js';
import { passRoutes } from '../core/http/routes/pass.js';
import { pluginRoutes } from '../core/http/routes/plugins.js';
import { pullRoute } from '../core/http/routes/pulls.js';
import { visitRoutes } from '../core/http/routes/visits.js';
import { visitApprovalRoutes } from '../core/http/routes/visits-approval.js';
import { visitBatchRoute } from '../core/http/routes/visits-batch.js';
import { visitPublicRoutes } from '../core/http/routes/visits-public.js';
import { sessionRoutes } from '../core/http/session/routes.js';
import type { Metrics } from '../core/metrics/metrics.js';
import type { Readiness } from '../core/metrics/readiness.js';
import type { Context } from '../core/use-cases/context.js';
import { alumniPages } from '../web/pages/alumni/routes.js';
import { apiDocsPage } from '../web/pages/api-docs/route.js';
import { consoleAuditPages } from '../web/pages/console-audit/routes.js';
import { consoleEventPages } from '../web/pages/console-events/routes.js';
import { consoleJobPages } from '../web/pages/console-jobs/routes.js';
import { consoleMessagePages } from '../web/pages/console-messages/routes.js';
import { consoleOverviewPages } from '../web/pages/console-overview/routes.js';
import { consolePeoplePages } from '../web/pages/console-people/routes.js';
import { consolePlacePages } from '../web/pages/console-places/routes.js';
import { consolePluginPages } from '../web/pages/console-plugins/routes.js';
import { consoleRulePages } from '../web/pages/console-rules/routes.js';
import { consoleVisitPages } from '../web/pages/console-visits/routes.js';
import { groupPages } from '../web/pages/group/routes.js';
import type { Demo } from '../web/pages/landing/demo.js';
import { landingPage } from '../web/pages/landing/route.js';
import { visitorPages } from '../web/pages/pass/routes.js';
import { premisesPage } from '../web/pages/premises/route.js';
import { visitPages } from '../web/pages/visits/routes.js';

const OUT = fileURLToPath(new URL('..', import.meta.url));

export interface OwnRoutesAsk {
  context: Context;
  host: PluginHost;
  node: Node;
  routes: RouteTable;
  env: (name: string) => string | undefined;
  demo: () => Demo | null;
  ready: () => Promise<Readiness>;
  metrics: Metrics;
  metricsToken: string | undefined;
}

/** The routes that the house itself serves; plugins add theirs while they run. */
export function ownRoutes(ask: OwnRoutesAsk): AnyRoute[] {
  const { context, host, node, routes, env, demo, ready, metrics, metricsToken } = ask;
  const { snapshots } = context;
  const campuses = () => snapshots.all().map(({ slug }) => slug);
  const files = () => snapshots.all().map(({ file }) => file);
  return [
    ...healthRoutes(ready),
    metricsRoute(metrics, { token: metricsToken, open: !node.production }),
    openApiRoute(routes, campuses, node.publicUrl),
    apiDocsPage(routes, files, node.publicUrl),
    decideRoute(context, host),
    eventsRoute(context),
    liveEventsRoute(context),
    auditRoute(context),
    messagesRoute(context),
    retryMessageRoute(context),
    pullRoute(context, host),
    findHoldersRoute(context),
    readHolderRoute(context),
    ...holdRoutes(context),
    ...pluginRoutes(context, host, env),
    ...visitApprovalRoutes(context, node.publicUrl),
    ...visitRoutes(context),
    visitBatchRoute(context),
    ...visitPublicRoutes(context),
    ...passRoutes(context),
    ...sessionRoutes(context, host, node),
    campusStyleRoute((slug) => snapshots.bySlug(slug)?.file),
    landingPage(context, demo),
    premisesPage(context),
    ...visitPages(context, node.publicUrl),
    ...visitorPages(context),
    ...groupPages(context),
    ...alumniPages(context),
    ...consoleOverviewPages(context, host),
    ...consoleEventPages(context, host),
    ...consolePluginPages(context, host, env),
    jobsRoute(context),
    retryJobRoute(context),
    ...consoleJobPages(context, host),
    ...consolePeoplePages(context, host),
    ...consoleMessagePages(context, host),
    ...consoleAuditPages(context, host),
    ...consolePlacePages(context, host),
    ...consoleRulePages(context, host),
    ...consoleVisitPages(context, host),
  ];
}

/** Styles and browser scripts, as the build left them. */
export function ownFiles(plugins: readonly { name: string }[]): StaticFolder[] {
  return [
    { path: '/assets/styles', folder: `${OUT}/web/styles` },
    ...plugins.map(({ name }) => ({
      path: `/assets/plugins/${name}`,
      folder: `${OUT}/public/styles/${name}`,
    })),
    { path: '/assets', folder: `${OUT}/public` },
  ];
}
