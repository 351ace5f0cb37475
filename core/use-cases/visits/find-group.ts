import type { Snapshot } from '../../snapshots/snapshot.js';
import type { Sql } from '../../store/database.js';
import { findLink } from '../../store/passes.js';
import { linkEnded } from './visit-problems.js';

/** The visit that a registration link leads to. Throws `link_ended` (404). */
export async function findGroup(sql: Sql, snapshot: Snapshot, token: string, now: number): Promise<string> {
  const link = await findLink(sql, snapshot.campus, token, now);
  if (!link || link.visitor !== null) throw linkEnded();
  return link.visit;
}
