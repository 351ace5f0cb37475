import type { VisitView } from '../../domain/visits.js';
import type { Snapshot } from '../../snapshots/snapshot.js';
import { listOfHost } from '../../store/visits-list.js';
import type { Context } from '../context.js';
import type { Host } from './host.js';
import { visitRules } from './may.js';
import { visitViews } from './visit-view.js';

export interface VisitPage {
  visits: VisitView[];
  /** Goes into `cursor` for the page after; null on the last. */
  next: string | null;
}

/** Visitors that a list shows of one visit. */
export const SHOWN_IN_LISTS = 5;

/**
 * A host's own visits: under way and to come, soonest first, or past, latest first. A list shows the first five visitors of
 * a group. Throws `visits_not_offered` (404).
 */
export async function listVisits(
  context: Context,
  snapshot: Snapshot,
  host: Host,
  ask: { cursor?: string | undefined; limit: number; when: 'coming' | 'past' },
): Promise<VisitPage> {
  visitRules(snapshot);
  if (host.person === null) return { visits: [], next: null };
  const of = { campus: snapshot.campus, host: host.person, now: context.now() };
  const { rows, next } = await listOfHost(context.pool, { ...of, ...ask });
  return { visits: await visitViews(context, snapshot, host, rows, SHOWN_IN_LISTS), next };
}
