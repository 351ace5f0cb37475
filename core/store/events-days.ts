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

/** How often a point opened, by whose word, and how often it did not. */
export interface DecisionCount {
  point: string;
  /** Opened to a code of ours. */
  permitted: number;
  /** Opened because another system said yes. */
  byOrigin: number;
  /** Opened to everybody. */
  released: number;
  refused: number;
}

/**
 * Decisions at each point after a day of the campus (`YYYY-MM-DD`): those that are counted, and in the same breath those
 * that are not yet. Added up here: a large campus's fortnight is 28,000 rows.
 */
export async function countDecisions(
  sql: Sql,
  ask: { campus: number; timeZone: string; after: string },
): Promise<DecisionCount[]> {
  const { rows } = await sql.query<DecisionCount>(
    `with done as (
       select coalesce(max(behind), 0) as behind, coalesce(max(ahead), 0) as ahead from event_minutes_done),
     late as (
       select point, at, outcome, reason, origin is null as ours
       from events where campus = $1 and id > (select ahead from done)
       union all
       select point, at, outcome, reason, origin is null
       from events where campus = $1 and id <= (select behind from done)),
     counts as (
       select point, permitted, by_origin, released, refused from event_point_days
       where campus = $1 and day > $3::date
       union all
       select point, ${OF_A_DAY.map(({ of }) => of('1')).join(', ')} from late
       where (at at time zone $2)::date > $3::date group by 1)
     select point, sum(permitted)::integer as permitted, sum(by_origin)::integer as "byOrigin",
            sum(released)::integer as released, sum(refused)::integer as refused
     from counts group by 1 order by 1`,
    [ask.campus, ask.timeZone, ask.after],
  );
  return rows;
}
