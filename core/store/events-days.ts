import type { Sql } from './database.js';

/** How the decisions of a point's day are told apart: opened to a code of ours, by another system's word, to everybody. */
export const OF_A_DAY = [
  { name: 'permitted', where: `outcome = 'grant' and ours and reason <> 'released'` },
  { name: 'by_origin', where: `outcome = 'grant' and not ours` },
  { name: 'released', where: `reason = 'released'` },
  { name: 'refused', where: `outcome = 'deny'` },
].map(({ name, where }) => ({
  name,
  of: (n: string) => `coalesce(sum(${n}) filter (where ${where}), 0)::integer`,
}));
/** How often a point opened on a day of the campus, by whose word. */
export interface DecisionCount {
  point: string;
  /** `YYYY-MM-DD` where the campus is. */
  day: string;
  /** Opened to a code of ours. */
  permitted: number;
  /** Opened because another system said yes. */
  byOrigin: number;
  /** Opened to everybody. */
  released: number;
  refused: number;
}

/**
 * Decisions for each point and day of the campus after a day (`YYYY-MM-DD`): those that are counted, and in the same
 * breath those that are not yet.
 */
export async function countDecisions(
  sql: Sql,
  ask: { campus: number; timeZone: string; after: string },
): Promise<DecisionCount[]> {
  const { rows } = await sql.query<DecisionCount>(
    `with done as (
       select coalesce(max(behind), 0) as behind, coalesce(max(ahead), 0) as ahead from event_minutes_done),
     late as (
       select point, (at at time zone $2)::date as day, outcome, reason, origin is null as ours
       from events where campus = $1 and id > (select ahead from done)
       union all
       select point, (at at time zone $2)::date, outcome, reason, origin is null
       from events where campus = $1 and id <= (select behind from done)),
     counts as (
       select day, point, permitted, by_origin, released, refused from event_point_days
       where campus = $1 and day > $3::date
       union all
       select day, point, ${OF_A_DAY.map(({ of }) => of('1')).join(', ')} from late where day > $3::date group by 1, 2)
     select point, day::text as day, sum(permitted)::integer as permitted, sum(by_origin)::integer as "byOrigin",
            sum(released)::integer as released, sum(refused)::integer as refused
     from counts group by 1, 2 order by 1, 2`,
    [ask.campus, ask.timeZone, ask.after],
  );
  return rows;
}
