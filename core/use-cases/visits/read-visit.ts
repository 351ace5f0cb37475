import type { VisitView } from '../../domain/visits.js';
import type { Snapshot } from '../../snapshots/snapshot.js';
import { readVisitRow, type VisitRow } from '../../store/visits.js';
import type { Context } from '../context.js';
import type { Host } from './host.js';
import { refuseStranger } from './may.js';
import { visitUnknown } from './visit-problems.js';
import { visitView } from './visit-view.js';

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** One visit with all its visitors. Throws `visit_unknown` (404), also for somebody else's. */
export async function readVisit(
  context: Context,
  snapshot: Snapshot,
  host: Host,
  id: string,
): Promise<VisitView> {
  const row = found(isVisitId(id) ? await readVisitRow(context.pool, snapshot.campus, id) : null);
  refuseStranger(host, row);
  return visitView(context, snapshot, host, row);
}

/** Ids come out of addresses: the database would call what is none of them an error. */
export function isVisitId(id: string): boolean {
  return ID.test(id);
}

/** Throws `visit_unknown` (404). */
export function found(row: VisitRow | null): VisitRow {
  if (row) return row;
  throw visitUnknown();
}
