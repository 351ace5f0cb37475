import type { Localized } from '../../domain/languages.js';
import type { Snapshot } from '../../snapshots/snapshot.js';
import { readVisitRow } from '../../store/visits.js';
import { openVisit } from '../../store/visits-sealed.js';
import { countVisitors } from '../../store/visits-visitors.js';
import type { Context } from '../context.js';
import { findGroup } from './find-group.js';
import { linkEnded } from './visit-problems.js';
import { namedPoints } from './visit-view.js';

/** A group as somebody with its registration link sees it. Times are ISO 8601. */
export interface GroupView {
  name: string;
  host: string | null;
  purpose: string;
  from: string;
  until: string;
  points: { id: string; name: Localized }[];
  /** Places that are left. */
  left: number;
}

/** Throws `link_ended` (404). */
export async function readGroup(context: Context, snapshot: Snapshot, token: string): Promise<GroupView> {
  const id = await findGroup(context.pool, snapshot, token, context.now());
  const row = await readVisitRow(context.pool, snapshot.campus, id);
  if (!row?.groupOpen) throw linkEnded();
  const registered = (await countVisitors(context.pool, [id])).get(id) ?? 0;
  const { host, purpose, group } = openVisit(context.vault, snapshot.campus, row.personal);
  return {
    name: group ?? '',
    host,
    purpose,
    from: new Date(row.from).toISOString(),
    until: new Date(row.until).toISOString(),
    points: namedPoints(snapshot, row.points),
    left: Math.max(0, (row.groupSize ?? 0) - registered),
  };
}
