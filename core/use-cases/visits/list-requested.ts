import type { Snapshot } from '../../snapshots/snapshot.js';
import { listWaiting } from '../../store/visits-list.js';
import type { Context } from '../context.js';
import type { Host } from './host.js';
import { SHOWN_IN_LISTS, type VisitPage } from './list-visits.js';
import { refuseUnlessApprover, visitRules } from './may.js';
import { visitViews } from './visit-view.js';

/** Visits that wait for an approver, soonest first. Throws `not_an_approver` (403), `visits_not_offered` (404). */
export async function listRequested(
  context: Context,
  snapshot: Snapshot,
  host: Host,
  ask: { cursor?: string | undefined; limit: number },
): Promise<VisitPage> {
  visitRules(snapshot);
  refuseUnlessApprover(host);
  const { rows, next } = await listWaiting(context.pool, {
    campus: snapshot.campus,
    now: context.now(),
    ...ask,
  });
  return { visits: await visitViews(context, snapshot, host, rows, SHOWN_IN_LISTS), next };
}
