import type { VisitView } from '../../domain/visits.js';
import type { Snapshot } from '../../snapshots/snapshot.js';
import type { Context } from '../context.js';
import type { Host } from './host.js';
import type { VisitAsk } from './visit-ask.js';

export async function requestVisit(
  _context: Context,
  _snapshot: Snapshot,
  _host: Host,
  _ask: VisitAsk,
): Promise<VisitView> {
  throw new Error('not written yet');
}
