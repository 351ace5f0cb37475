import { Problem } from '../../domain/problem.js';
import type { Snapshot } from '../../snapshots/snapshot.js';
import type { Context } from '../../use-cases/context.js';

/** The campus that the path names. Throws `campus_unknown` (404). */
export function campusOf(context: Pick<Context, 'snapshots'>, params: Record<string, string>): Snapshot {
  const snapshot = context.snapshots.bySlug(params['campus'] ?? '');
  if (!snapshot) throw new Problem(404, 'campus_unknown', 'There is no such campus.');
  return snapshot;
}
