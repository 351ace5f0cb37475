import type { VisitView } from '../../domain/visits.js';
import type { Snapshot } from '../../snapshots/snapshot.js';
import type { Change } from '../../store/change.js';
import { voidVisitHandles } from '../../store/passes-handles.js';
import { endLinks } from '../../store/visit-links.js';
import { updateVisit, type VisitRow } from '../../store/visits.js';
import { openVisit, sealVisit } from '../../store/visits-sealed.js';
import { readVisitors } from '../../store/visits-visitors.js';
import type { Context } from '../context.js';
import { alterVisit, refuseEnded } from './alter-visit.js';
import { noteOf } from './check-note.js';
import type { Host } from './host.js';
import { refuseStranger } from './may.js';
import { takeBack, tellOfTheEnd } from './tell.js';

/**
 * Ends a visit, by its host or by whoever decides on visits: its codes are void when this returns, its links lead nowhere,
 * and who was invited is told. Ending it again changes nothing. Throws `visit_unknown` (404), `visit_ended` (409),
 * `visit_invalid` (422).
 */
export async function cancelVisit(
  context: Context,
  snapshot: Snapshot,
  host: Host,
  id: string,
  ask: { note?: string | undefined },
): Promise<VisitView> {
  const note = noteOf(ask.note);
  return alterVisit(context, snapshot, host, id, async (to, row) => {
    refuseStranger(host, row);
    if (row.state === 'cancelled') return;
    refuseEnded(row, context.now());
    await endVisit(context, snapshot, to, { by: host, row, note });
  });
}

/** Ends a visit that is locked, approved or requested, and not over. */
export async function endVisit(
  context: Context,
  snapshot: Snapshot,
  to: Change,
  { by, row, note }: { by: Host; row: VisitRow; note: string | null },
): Promise<void> {
  const personal = { ...openVisit(context.vault, snapshot.campus, row.personal), note };
  const ended: VisitRow = {
    ...row,
    state: 'cancelled',
    // The calendar takes an end only under a higher number than what it ends.
    version: row.version + 1,
    groupOpen: row.groupOpen === null ? null : false,
    personal: sealVisit(context.vault, snapshot.campus, personal),
  };
  await updateVisit(to.sql, ended);
  await voidAndTell(context, snapshot, to, ended, note);
  const detail = { kind: row.kind };
  to.audit({ actor: by.actor, action: 'visit.cancelled', subject: `visit:${row.id}`, detail });
}

async function voidAndTell(
  context: Context,
  snapshot: Snapshot,
  to: Change,
  row: VisitRow,
  note: string | null,
): Promise<void> {
  const now = context.now();
  const ask = { campus: snapshot.campus, visit: row.id, now, what: 'revoked' as const };
  to.voided(await voidVisitHandles(to.sql, ask));
  await endLinks(to.sql, [row.id], now);
  // Who never heard of the visit need not hear of its end.
  await takeBack(to, { visit: row.id });
  await tellOfTheEnd(context, snapshot, to, row, await readVisitors(to.sql, row.id), note);
}
