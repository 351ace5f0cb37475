import type { Sql } from './database.js';

/** How often each of these points opened and refused since an instant (epoch milliseconds), from the counts by minute. */
export async function countAtPoints(
  sql: Sql,
  ask: { campus: number; points: readonly string[]; since: number },
): Promise<ReadonlyMap<string, { opened: number; refused: number }>> {
  const { rows } = await sql.query<{ point: string; opened: number; refused: number }>(
    `select point, coalesce(sum(n) filter (where outcome = 'grant'), 0)::integer as opened,
            coalesce(sum(n) filter (where outcome = 'deny'), 0)::integer as refused
     from event_minutes where campus = $1 and point = any($2) and minute >= to_timestamp($3 / 1000.0) group by point`,
    [ask.campus, ask.points, ask.since],
  );
  return new Map(rows.map(({ point, ...counts }) => [point, counts]));
}
