import { Problem } from '../../domain/problem.js';
import { VISITOR_WAYS } from '../../domain/visits.js';
import type { Snapshot } from '../../snapshots/snapshot.js';
import { type Change, change } from '../../store/change.js';
import { lockVisit, type VisitRow } from '../../store/visits.js';
import { countVisitors, insertVisitors } from '../../store/visits-visitors.js';
import type { Context } from '../context.js';
import { queueMessages } from '../messages/queue-messages.js';
import { type CheckedVisitor, checkVisitor } from './check-visitor.js';
import { findGroup } from './find-group.js';
import { spendHostDay } from './spend-host-day.js';
import { messageTo } from './tell.js';
import type { MemberAsk } from './visit-ask.js';
import { linkEnded, visitInvalid } from './visit-problems.js';
import { newVisitor } from './write-visit.js';

/**
 * Somebody with a group's link registers for it, as long as there are places; the invitation comes to the address given.
 * Registering once more changes nothing, and the answer is the same; who was taken off the group takes a place like anybody.
 *  Throws `link_ended` (404), `visit_invalid` (422),
 * `group_full` (409), `too_many_visitors` (429).
 */
export async function registerMember(
  context: Context,
  snapshot: Snapshot,
  token: string,
  ask: MemberAsk,
): Promise<{ state: 'requested' | 'approved' }> {
  if (!VISITOR_WAYS.includes(ask.way)) throw visitInvalid([{ field: 'way', code: 'way_unknown' }]);
  const visitor = checkVisitor(ask.way, ask);
  const id = await findGroup(context.pool, snapshot, token, context.now());
  if (Array.isArray(visitor)) throw visitInvalid(visitor);
  return change(context.pool, snapshot.campus, async (to) => {
    const row = await lockVisit(to.sql, snapshot.campus, id);
    const open = row?.groupOpen && row.until > context.now();
    if (!open || (row.state !== 'approved' && row.state !== 'requested')) throw linkEnded();
    await register(context, snapshot, to, row, visitor);
    return { state: row.state };
  });
}

/** The visit is locked: places are counted by one at a time. */
async function register(
  context: Context,
  snapshot: Snapshot,
  to: Change,
  row: VisitRow,
  visitor: CheckedVisitor,
): Promise<void> {
  const member = newVisitor(context.vault, snapshot.campus, row.id, visitor, row.state === 'approved');
  const written = await insertVisitors(to.sql, snapshot.campus, [member], context.now());
  if (written.length === 0) return;
  const registered = (await countVisitors(to.sql, [row.id])).get(row.id) ?? 0;
  if (registered > (row.groupSize ?? 0))
    throw new Problem(409, 'group_full', 'All places of this group are taken.');
  await spendHostDay(context, snapshot, to, row.host, 1);
  to.audit({ actor: 'hub', action: 'visit.member_registered', subject: `visit:${row.id}` });
  if (member.invited)
    await queueMessages(to, context.vault, [messageTo(context, snapshot, row, member, 'invitation')]);
}
