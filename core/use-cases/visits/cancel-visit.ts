import type { VisitView } from '../../domain/visits.js';
import type { Snapshot } from '../../snapshots/snapshot.js';
import type { Change } from '../../store/change.js';
import { voidVisitHandles } from '../../store/passes-handles.js';
import { endLinks } from '../../store/visit-links.js';
import { updateVisit, type VisitRow } from '../../store/visits.js';
import { openVisit, sealVisit } from '../../store/visits-sealed.js';
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
  return alterVisit(context, snapshot, id, async (to, row) => {
    refuseStranger(host, row);
    if (row.state === 'cancelled') return;
    refuseEnded(row, context.now());
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
    await end(context, snapshot, to, ended);
    to.audit({
      actor: host.actor,
      action: 'visit.cancelled',
      subject: `visit:${id}`,
      detail: { kind: row.kind },
    });
  });
}

async function end(context: Context, snapshot: Snapshot, to: Change, row: VisitRow): Promise<void> {
  const now = context.now();
  const ask = { campus: snapshot.campus, visit: row.id, now, what: 'revoked' as const };
  to.voided(await voidVisitHandles(to.sql, ask));
  await endLinks(to.sql, [row.id], now);
  // Who never heard of the visit need not hear of its end.
  await takeBack(to, row.id);
  await tellOfTheEnd(context, snapshot, to, row);
}
