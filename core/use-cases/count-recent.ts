import { campusDay } from '../domain/campus-day.js';
import type { Snapshot } from '../snapshots/snapshot.js';
import { countDecisions, type DecisionCount } from '../store/events-days.js';
import type { Context } from './context.js';

const DAY_MS = 86_400_000;
/** As long as they are kept. */
const MOST_DAYS = 90;

/** Decisions of the last `days` days of the campus, today among them, at each point. */
export async function countRecent(
  context: Context,
  snapshot: Snapshot,
  days: number,
): Promise<DecisionCount[]> {
  const { timeZone } = snapshot.file.campus;
  const back = Math.min(Math.max(1, days), MOST_DAYS) * DAY_MS;
  // The day on which the span begins is not whole.
  const after = campusDay(timeZone, context.now() - back);
  return countDecisions(context.pool, { campus: snapshot.campus, timeZone, after });
}
