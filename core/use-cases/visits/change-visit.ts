import type { VisitState, VisitView } from '../../domain/visits.js';
import type { Snapshot } from '../../snapshots/snapshot.js';
import type { Change } from '../../store/change.js';
import { moveSessions } from '../../store/passes.js';
import { voidVisitHandles } from '../../store/passes-handles.js';
import { updateVisit, type VisitRow } from '../../store/visits.js';
import { openVisit } from '../../store/visits-sealed.js';
import { countVisitors } from '../../store/visits-visitors.js';
import type { Context } from '../context.js';
import { alterVisit, refuseEnded } from './alter-visit.js';
import { wholeSeconds } from './check-visit.js';
import { windowErrors } from './check-window.js';
import type { Host } from './host.js';
import { isAdmin, isApprover, isHostOf, refuseUnlessOwn, visitRules } from './may.js';
import { spendHostDay } from './spend-host-day.js';
import { takeBack, tellVisitors } from './tell.js';
import { tellApprovers } from './tell-approvers.js';
import type { WindowAsk } from './visit-ask.js';
import { visitInvalid } from './visit-problems.js';
import { firstState } from './write-visit.js';

export interface ChangeAsk {
  from: number;
  until: number;
  /** Absent: as they are. */
  points?: readonly string[] | undefined;
}

/**
 * Moves a visit or its points: codes with the old window are void when this returns, and the pass under the same link shows
 * the new one. What an approver agreed to may be narrowed; a change that reaches beyond it waits for an approver again.
 * Throws `visit_unknown` (404), `not_your_visit` (403), `visit_ended` (409), `visit_invalid` (422), `too_many_visitors` (429).
 */
export function changeVisit(
  context: Context,
  snapshot: Snapshot,
  host: Host,
  id: string,
  ask: ChangeAsk,
): Promise<VisitView> {
  return alterVisit(context, snapshot, host, id, async (to, row) => {
    refuseUnlessOwn(host, row);
    refuseEnded(row, context.now());
    const wanted = wholeSeconds({ ...ask, points: [...new Set(ask.points ?? row.points)] });
    const errors = windowErrors(visitRules(snapshot), wanted, context.now(), row.from);
    if (errors.length > 0) throw visitInvalid(errors);
    if (isSame(row, wanted)) return;
    const state = stateAfter(snapshot, host, row, wanted);
    const changed: VisitRow = { ...row, ...wanted, state, version: row.version + 1 };
    await updateVisit(to.sql, changed);
    await moveSessions(to.sql, id);
    await supersede(context, snapshot, to, changed);
    const detail = { version: changed.version, state };
    to.audit({ actor: host.actor, action: 'visit.changed', subject: `visit:${id}`, detail });
  });
}

/** Codes and messages of the version before count no longer; a visitor whose invitation had not left gets a new one. */
async function supersede(context: Context, snapshot: Snapshot, to: Change, row: VisitRow): Promise<void> {
  const ask = { campus: snapshot.campus, visit: row.id, now: context.now(), what: 'superseded' as const };
  to.voided(await voidVisitHandles(to.sql, ask));
  await takeBack(to, { visit: row.id });
  if (row.state === 'requested') {
    // Also where it waited before: what was to tell of it has been taken back, or told of another time.
    const personal = openVisit(context.vault, snapshot.campus, row.personal);
    await tellApprovers(context, snapshot, to, { ...row, personal });
    return;
  }
  const told = (await countVisitors(to.sql, [row.id])).get(row.id) ?? 0;
  await spendHostDay(context, snapshot, to, row.host, told);
  await tellVisitors(context, snapshot, to, row);
}

function isSame(row: VisitRow, { from, until, points }: WindowAsk): boolean {
  const sorted = (list: readonly string[]) => [...list].sort().join();
  return row.from === from && row.until === until && sorted(row.points) === sorted(points);
}

function stateAfter(snapshot: Snapshot, host: Host, row: VisitRow, wanted: WindowAsk): VisitState {
  if (firstState(snapshot, row.kind) === 'approved' || row.state === 'requested') return row.state;
  const within =
    wanted.from >= row.from &&
    wanted.until <= row.until &&
    wanted.points.every((point) => row.points.includes(point));
  const mayAgree = isAdmin(host) || (isApprover(host) && !isHostOf(host, row));
  return within || mayAgree ? row.state : 'requested';
}
