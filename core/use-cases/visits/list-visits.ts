import type { VisitView } from '../../domain/visits.js';
import type { Snapshot } from '../../snapshots/snapshot.js';
import type { Context } from '../context.js';
import type { Host } from './host.js';

export interface VisitPage {
  visits: VisitView[];
  /** Goes into `cursor` for the page after; null on the last. */
  next: string | null;
}

export async function listVisits(
  _context: Context,
  _snapshot: Snapshot,
  _host: Host,
  _ask: { cursor?: string | undefined; limit: number; when: 'coming' | 'past' },
): Promise<VisitPage> {
  throw new Error('not written yet');
}
