import type { Snapshot } from '../../snapshots/snapshot.js';
import type { Context } from '../context.js';
import type { Host } from './host.js';
import type { VisitPage } from './list-visits.js';

export async function listRequested(
  _context: Context,
  _snapshot: Snapshot,
  _host: Host,
  _ask: { cursor?: string | undefined; limit: number },
): Promise<VisitPage> {
  throw new Error('not written yet');
}
