import { Problem } from '../../domain/problem.js';
import type { Snapshot } from '../../snapshots/snapshot.js';
import { change } from '../../store/change.js';
import type { Sql } from '../../store/database.js';
import { countCopies, mintLink } from '../../store/visit-links.js';
import { lockVisit, type VisitRow } from '../../store/visits.js';
import { readVisitors } from '../../store/visits-visitors.js';
import type { Context } from '../context.js';
import { refuseEnded } from './alter-visit.js';
import type { Host } from './host.js';
import { refuseUnlessOwn } from './may.js';
import { found, isVisitId } from './read-visit.js';
import { visitUnknown } from './visit-problems.js';

/** Of one pass, or of one registration: every link stays good until the visit ends. */
const MOST_COPIES = 20;

export interface CopyAsk {
  visit: string;
  /** Absent: of a group the registration link, else the pass of the one visitor. */
  visitor?: string | undefined;
  /** The hub's own address, without a slash at the end. */
  publicUrl: string;
}

/**
 * A further link for a host to forward, with a row and a digest of its own; it ends with the visit (epoch ms). Throws
 * `visit_unknown` (404), `not_your_visit` (403), `visit_ended`, `visit_not_approved`, `group_closed` and
 * `too_many_links` (409).
 */
export async function copyLink(
  context: Context,
  snapshot: Snapshot,
  host: Host,
  ask: CopyAsk,
): Promise<{ url: string; until: number }> {
  if (!isVisitId(ask.visit)) throw visitUnknown();
  const { campus, slug } = snapshot;
  return change(context.pool, campus, async ({ sql, audit }) => {
    const row = found(await lockVisit(sql, campus, ask.visit));
    refuseUnlessOwn(host, row);
    refuseEnded(row, context.now());
    if (row.state !== 'approved')
      throw new Problem(409, 'visit_not_approved', 'Nobody has agreed to this visit yet.');
    const visitor = await visitorOf(sql, row, ask.visitor);
    const madeFor = visitor === null ? 'group' : 'copy';
    // The visit is locked: copies are counted by one at a time.
    if ((await countCopies(sql, row.id, visitor)) >= MOST_COPIES)
      throw new Problem(409, 'too_many_links', `There are ${MOST_COPIES} copied links of this already.`);
    const token = await mintLink(sql, { campus, visit: row.id, visitor, madeFor });
    audit({
      actor: host.actor,
      action: 'visit.link_copied',
      subject: `visit:${row.id}`,
      detail: { madeFor },
    });
    return { url: `${ask.publicUrl}/${slug}/${visitor === null ? 'g' : 'v'}/${token}`, until: row.until };
  });
}

/** Null for a group's registration. */
async function visitorOf(sql: Sql, row: VisitRow, asked: string | undefined): Promise<string | null> {
  if (asked === undefined && row.kind === 'group') {
    if (row.groupOpen === true) return null;
    throw new Problem(409, 'group_closed', 'The registration of this group is closed.');
  }
  const visitors = await readVisitors(sql, row.id);
  const visitor = asked === undefined ? visitors[0] : visitors.find(({ id }) => id === asked);
  if (!visitor) throw visitUnknown();
  return visitor.id;
}
