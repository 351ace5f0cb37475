import type { PluginHost } from '../../../core/host/plugin-host.js';
import type { AnyRoute } from '../../../core/http/route.js';
import type { Context } from '../../../core/use-cases/context.js';
import { actRoutes } from './act-routes.js';
import { personRoute } from './person-route.js';
import { searchRoutes } from './search-routes.js';

/** `/{campus}/console/people`: people are found, and helped. */
export function consolePeoplePages(context: Context, host: PluginHost): AnyRoute[] {
  const desk = { context, host };
  return [...searchRoutes(desk), personRoute(desk), ...actRoutes(desk)];
}
