import type { VisitView } from '../../domain/visits.js';
import type { Snapshot } from '../../snapshots/snapshot.js';
import type { Context } from '../context.js';
import type { Host } from './host.js';

export async function readVisit(
  _context: Context,
  _snapshot: Snapshot,
  _host: Host,
  _id: string,
): Promise<VisitView> {
  throw new Error('not written yet');
}
