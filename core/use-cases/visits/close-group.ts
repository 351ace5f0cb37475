import { Problem } from '../../domain/problem.js';
import type { VisitView } from '../../domain/visits.js';
import type { Snapshot } from '../../snapshots/snapshot.js';
import { endRegistration } from '../../store/visit-links.js';
import { updateVisit } from '../../store/visits.js';
import type { Context } from '../context.js';
import { alterVisit } from './alter-visit.js';
import type { Host } from './host.js';
import { refuseUnlessOwn } from './may.js';

/**
 * Ends the registration of a group; who has registered keeps the invitation. Closing it again changes nothing. Throws
 * `visit_unknown` (404), `not_your_visit` (403), `not_a_group` (409).
 */
export function closeGroup(context: Context, snapshot: Snapshot, host: Host, id: string): Promise<VisitView> {
  return alterVisit(context, snapshot, host, id, async (to, row) => {
    refuseUnlessOwn(host, row);
    if (row.groupOpen === null) throw new Problem(409, 'not_a_group', 'This visit has no registration.');
    if (!row.groupOpen) return;
    await updateVisit(to.sql, { ...row, groupOpen: false });
    await endRegistration(to.sql, id, context.now());
    to.audit({ actor: host.actor, action: 'visit.group_closed', subject: `visit:${id}` });
  });
}
