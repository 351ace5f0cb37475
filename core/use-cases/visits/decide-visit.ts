import { Problem } from '../../domain/problem.js';
import type { VisitView } from '../../domain/visits.js';
import type { Snapshot } from '../../snapshots/snapshot.js';
import type { Change } from '../../store/change.js';
import { endLinks } from '../../store/visit-links.js';
import { updateVisit, type VisitRow } from '../../store/visits.js';
import { openVisit, sealVisit } from '../../store/visits-sealed.js';
import { readVisitors } from '../../store/visits-visitors.js';
import type { Context } from '../context.js';
import { alterVisit, refuseEnded } from './alter-visit.js';
import { noteOf } from './check-note.js';
import type { Host } from './host.js';
import { isAdmin, isHostOf, refuseUnlessApprover } from './may.js';
import { tellHost, tellOfTheEnd, tellVisitors } from './tell.js';

export interface DecisionAsk {
  approve: boolean;
  /** For the host. */
  note?: string | undefined;
  /** Of the visit as whoever decides has read it: a host may change it in that moment. Absent: as it is now. */
  version?: number | undefined;
}

/**
 * An approver agrees to a visit, which invites its visitors, or declines it, which tells its host. The same decision again
 * changes nothing. Throws `not_an_approver` and `own_visit` (403), `visit_unknown` (404), `visit_decided`, `visit_changed` and
 * `visit_ended` (409), `visit_invalid` (422).
 */
export async function decideVisit(
  context: Context,
  snapshot: Snapshot,
  host: Host,
  id: string,
  ask: DecisionAsk,
): Promise<VisitView> {
  refuseUnlessApprover(host);
  const note = noteOf(ask.note);
  return alterVisit(context, snapshot, host, id, async (to, row) => {
    const state = ask.approve ? 'approved' : 'declined';
    if (row.state === state) return;
    refuseEnded(row, context.now());
    if (row.state !== 'requested')
      throw new Problem(409, 'visit_decided', 'This visit has been decided already.', { state: row.state });
    if (ask.version !== undefined && ask.version !== row.version)
      throw new Problem(409, 'visit_changed', 'This visit has changed since you read it.');
    if (isHostOf(host, row) && !isAdmin(host))
      throw new Problem(403, 'own_visit', 'Somebody else has to agree to your own visit.');
    const personal = { ...openVisit(context.vault, snapshot.campus, row.personal), note };
    const decided: VisitRow = {
      ...row,
      state,
      personal: sealVisit(context.vault, snapshot.campus, personal),
    };
    await updateVisit(to.sql, decided);
    to.audit({
      actor: host.actor,
      action: `visit.${state}`,
      subject: `visit:${id}`,
      detail: { kind: row.kind },
    });
    await (ask.approve ? approved : declined)(context, snapshot, to, decided);
  });
}

async function approved(context: Context, snapshot: Snapshot, to: Change, row: VisitRow): Promise<void> {
  await tellVisitors(context, snapshot, to, row);
  await tellHost(context, snapshot, to, row, 'visit-approved');
}

/** A visit that was approved, changed and then declined has visitors who were told to come. */
async function declined(context: Context, snapshot: Snapshot, to: Change, row: VisitRow): Promise<void> {
  await endLinks(to.sql, [row.id], context.now());
  await tellOfTheEnd(context, snapshot, to, row, await readVisitors(to.sql, row.id), null);
  await tellHost(context, snapshot, to, row, 'visit-declined');
}
