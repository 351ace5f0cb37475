import type { VisitView } from '../../domain/visits.js';
import type { Snapshot } from '../../snapshots/snapshot.js';
import type { Change } from '../../store/change.js';
import { voidVisitHandles } from '../../store/passes-handles.js';
import { endVisitorLinks } from '../../store/visit-links.js';
import type { VisitRow } from '../../store/visits.js';
import { cancelVisitorRow, readVisitor, type VisitorRow } from '../../store/visits-visitors.js';
import type { Context } from '../context.js';
import { alterVisit, refuseEnded } from './alter-visit.js';
import { endVisit } from './cancel-visit.js';
import { noteOf } from './check-note.js';
import type { Host } from './host.js';
import { refuseStranger } from './may.js';
import { isVisitId } from './read-visit.js';
import { takeBack, tellOfTheEnd } from './tell.js';
import { visitUnknown } from './visit-problems.js';

export interface CancelVisitorAsk {
  visit: string;
  visitor: string;
  /** For the visitor. */
  note?: string | undefined;
}

/**
 * Takes one visitor off a visit, by its host or by whoever decides on visits: this visitor's codes are void when it returns,
 * the links lead nowhere, and the place in the group is free. A visit of one person ends with its visitor. Doing it again
 * changes nothing. Throws `visit_unknown` (404), `visit_ended` (409), `visit_invalid` (422).
 */
export async function cancelVisitor(
  context: Context,
  snapshot: Snapshot,
  host: Host,
  ask: CancelVisitorAsk,
): Promise<VisitView> {
  const note = noteOf(ask.note);
  if (!isVisitId(ask.visitor)) throw visitUnknown();
  return alterVisit(context, snapshot, host, ask.visit, async (to, row) => {
    refuseStranger(host, row);
    const visitor = await readVisitor(to.sql, row.id, ask.visitor);
    if (!visitor) throw visitUnknown();
    if (visitor.cancelledAt !== null || row.state === 'cancelled') return;
    refuseEnded(row, context.now());
    if (row.kind !== 'group') return endVisit(context, snapshot, to, { by: host, row, note });
    await end(context, snapshot, to, { row, visitor, note });
    const detail = { visitor: visitor.id };
    to.audit({ actor: host.actor, action: 'visit.visitor_cancelled', subject: `visit:${row.id}`, detail });
  });
}

async function end(
  context: Context,
  snapshot: Snapshot,
  to: Change,
  { row, visitor, note }: { row: VisitRow; visitor: VisitorRow; note: string | null },
): Promise<void> {
  const now = context.now();
  await cancelVisitorRow(to.sql, visitor.id, now);
  const ask = { campus: snapshot.campus, visit: row.id, visitor: visitor.id, now, what: 'revoked' as const };
  to.voided(await voidVisitHandles(to.sql, ask));
  await endVisitorLinks(to.sql, visitor.id, now);
  const silent = await takeBack(to, { visitor: visitor.id });
  if (!visitor.invited || silent.includes(visitor.id)) return;
  // Higher than all that this visitor has heard, though for the others the visit stays as it is.
  await tellOfTheEnd(context, snapshot, to, { ...row, version: row.version + 1 }, [visitor], note);
}
