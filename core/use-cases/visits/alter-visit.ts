import type { VisitView } from '../../domain/visits.js';
import type { Snapshot } from '../../snapshots/snapshot.js';
import { type Change, change } from '../../store/change.js';
import { lockVisit, readVisitRow, type VisitRow } from '../../store/visits.js';
import type { Context } from '../context.js';
import type { Host } from './host.js';
import { found, isVisitId } from './read-visit.js';
import { visitEnded, visitUnknown } from './visit-problems.js';
import { visitView } from './visit-view.js';

/** Does `work` on a visit that nobody else changes meanwhile, and answers the visit as `host` reads it then. */
export async function alterVisit(
  context: Context,
  snapshot: Snapshot,
  host: Host,
  id: string,
  work: (to: Change, row: VisitRow) => Promise<void>,
): Promise<VisitView> {
  if (!isVisitId(id)) throw visitUnknown();
  await change(context.pool, snapshot.campus, async (to) => {
    await work(to, found(await lockVisit(to.sql, snapshot.campus, id)));
  });
  // Voids are in force on this node before its host is told so.
  await context.snapshots.follow();
  return visitView(context, snapshot, host, found(await readVisitRow(context.pool, snapshot.campus, id)));
}

/** Throws `visit_ended` (409). */
export function refuseEnded(row: Pick<VisitRow, 'state' | 'until'>, now: number): void {
  if (row.state === 'declined' || row.state === 'cancelled' || row.until <= now) throw visitEnded();
}
