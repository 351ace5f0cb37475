import type { PassView } from '../../domain/visits.js';
import type { Snapshot } from '../../snapshots/snapshot.js';
import type { PassRow } from '../../store/passes.js';
import { openVisit, openVisitor } from '../../store/visits-sealed.js';
import type { Context } from '../context.js';
import { namedPoints } from './visit-view.js';

export function passView(
  { vault, now }: Pick<Context, 'vault' | 'now'>,
  snapshot: Snapshot,
  { visit, visitor }: Pick<PassRow, 'visit' | 'visitor'>,
): PassView {
  const { host, purpose } = openVisit(vault, snapshot.campus, visit.personal);
  const { name } = openVisitor(vault, snapshot.campus, visitor.personal);
  return {
    visitor: name,
    host,
    purpose,
    state: passState({ visit, visitor }, now()),
    from: new Date(visit.from).toISOString(),
    until: new Date(visit.until).toISOString(),
    points: namedPoints(snapshot, visit.points),
  };
}

/** Codes are there `early` and `now`: a gate says that it is too early. */
export function passState(
  { visit, visitor }: Pick<PassRow, 'visit' | 'visitor'>,
  now: number,
): PassView['state'] {
  if (visit.state === 'cancelled' || visitor.cancelledAt !== null) return 'cancelled';
  if (visit.state !== 'approved') return visit.state;
  if (now >= visit.until) return 'over';
  return now < visit.from ? 'early' : 'now';
}
