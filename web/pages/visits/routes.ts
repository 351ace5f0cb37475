import type { AnyRoute } from '../../../core/http/route.js';
import type { Context } from '../../../core/use-cases/context.js';
import { batchRoutes } from './batch-route.js';
import { cancelRoutes } from './cancel-route.js';
import { cancelVisitorRoutes } from './cancel-visitor-route.js';
import { changeRoutes } from './change-route.js';
import { closeRoute } from './close-route.js';
import { decisionRoute } from './decision-route.js';
import { detailRoute } from './detail-route.js';
import { linkRoute } from './link-route.js';
import { listRoute } from './list-route.js';
import { newVisitRoutes } from './new-route.js';
import { retryRoute } from './retry-route.js';

/** The pages of hosts and approvers. What has a name of its own stands before `{visit}`. */
export function visitPages(context: Context, publicUrl: string): AnyRoute[] {
  return [
    listRoute(context),
    ...newVisitRoutes(context),
    ...batchRoutes(context),
    detailRoute(context),
    linkRoute(context, publicUrl),
    ...changeRoutes(context),
    ...cancelRoutes(context),
    ...cancelVisitorRoutes(context),
    closeRoute(context),
    decisionRoute(context),
    retryRoute(context),
  ];
}
