import { campusDay, campusDayStart, nextCampusDay } from '../../domain/campus-day.js';
import type { Localized } from '../../domain/languages.js';
import type { VisitState } from '../../domain/visits.js';
import type { Snapshot } from '../../snapshots/snapshot.js';
import { type ExpectedRow, listExpected as listRows } from '../../store/visits-list.js';
import { openVisit, openVisitor } from '../../store/visits-sealed.js';
import type { Context } from '../context.js';
import type { Host } from './host.js';
import { isApprover, visitRules } from './may.js';
import { namedPoints } from './visit-view.js';

/** Who comes, as a gate needs to know it: no address, no number, no purpose. Times are ISO 8601 in UTC. */
export interface Expected {
  visit: string;
  state: VisitState;
  over: boolean;
  /** Null for a group for which nobody has registered yet. */
  visitor: string | null;
  group: string | null;
  /** Null where a person books for herself. */
  host: string | null;
  from: string;
  until: string;
  points: { id: string; name: Localized }[];
  /** When a point of the visit first opened to this visitor today. */
  cameAt: string | null;
}

export interface ExpectedPage {
  expected: Expected[];
  next: string | null;
}

export interface ExpectedAsk {
  /** Today: under way or to begin before midnight. Coming: from tomorrow on. */
  when: 'today' | 'coming';
  states: readonly VisitState[];
  cursor?: string | undefined;
  limit: number;
}

/**
 * Who is expected at the campus, soonest first. Whoever decides on visits may ask for any; a guard sees who is expected today.
 * Throws `visits_not_offered` (404).
 */
export async function listExpected(
  context: Context,
  snapshot: Snapshot,
  reader: Host,
  ask: ExpectedAsk,
): Promise<ExpectedPage> {
  visitRules(snapshot);
  const { when, states } = isApprover(reader) ? ask : { when: 'today', states: ['approved' as const] };
  const { timeZone } = snapshot.file.campus;
  const now = context.now();
  const [begin, tomorrow] = [campusDayStart(timeZone, now), nextCampusDay(timeZone, now)];
  const { rows, next } = await listRows(context.pool, {
    campus: snapshot.campus,
    ...(when === 'today'
      ? { since: begin, began: false, before: tomorrow, day: campusDay(timeZone, now) }
      : { since: tomorrow, began: true, before: null, day: null }),
    states,
    cursor: ask.cursor,
    limit: ask.limit,
  });
  return { expected: rows.map((row) => expectedOf(context, snapshot, row)), next };
}

function expectedOf({ vault, now }: Context, snapshot: Snapshot, row: ExpectedRow): Expected {
  const { host, group } = openVisit(vault, snapshot.campus, row.personal);
  const { visit, state, from, until, cameAt, visitorPersonal } = row;
  return {
    visit,
    state,
    over: until <= now(),
    visitor: visitorPersonal ? openVisitor(vault, snapshot.campus, visitorPersonal).name : null,
    group,
    host,
    from: new Date(from).toISOString(),
    until: new Date(until).toISOString(),
    points: namedPoints(snapshot, row.points),
    cameAt: cameAt?.toISOString() ?? null,
  };
}
