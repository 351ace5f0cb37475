import { campusDay } from '../domain/campus-day.js';
import type { Snapshot } from '../snapshots/snapshot.js';
import { countDecisions, type DecisionCount } from '../store/events.js';
import type { Context } from './context.js';

const DAY_MS = 86_400_000;
const MOST_DAYS = 100;

/** Decisions of the last `days` days of the campus, today among them, for each point and day. */
export async function countRecent(
  context: Context,
  snapshot: Snapshot,
  days: number,
): Promise<DecisionCount[]> {
  const { timeZone } = snapshot.file.campus;
  const back = Math.min(Math.max(1, days), MOST_DAYS) * DAY_MS;
  const since = context.now() - back;
  const counts = await countDecisions(context.pool, { campus: snapshot.campus, timeZone, since });
  // The day on which the span begins is not whole.
  const partial = campusDay(timeZone, since);
  return counts.filter(({ day }) => day > partial);
}
