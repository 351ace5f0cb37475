import { campusDay, nextCampusDay } from '../../domain/campus-day.js';
import { Problem } from '../../domain/problem.js';
import type { Snapshot } from '../../snapshots/snapshot.js';
import type { Change } from '../../store/change.js';
import { countOnHostDay } from '../../store/host-days.js';
import type { Context } from '../context.js';
import { visitRules } from './may.js';

/**
 * Counts visitors that a host has told, by a booking, a registration with the host's group or a change, on the campus's day.
 * Nobody can so spend text messages without end. Throws `too_many_visitors` (429, `retryAfter`).
 */
export async function spendHostDay(
  { now }: Pick<Context, 'now'>,
  snapshot: Snapshot,
  to: Change,
  host: string | null,
  visitors: number,
): Promise<void> {
  // An alumna has no host; her number is counted where she asks.
  if (host === null || visitors === 0) return;
  const { timeZone } = snapshot.file.campus;
  const day = campusDay(timeZone, now());
  const most = visitRules(snapshot).maxPerHostDay;
  if (await countOnHostDay(to.sql, { campus: snapshot.campus, host, day, visitors, most })) return;
  throw new Problem(429, 'too_many_visitors', `A host has at most ${most} visitors told on one day.`, {
    retryAfter: Math.ceil((nextCampusDay(timeZone, now()) - now()) / 1000),
  });
}
