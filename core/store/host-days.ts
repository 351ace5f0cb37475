import type { Sql } from './database.js';

export interface HostDayAsk {
  campus: number;
  host: string;
  /** A local day of the campus: "2026-11-22". */
  day: string;
  visitors: number;
  /** Of all that day. */
  most: number;
}

/**
 * Counts visitors on a host's day; false, and nothing counted, where they would be too many. Requests of one host take
 * turns on the day's row until they end, so that two in one instant count as two.
 */
export async function countOnHostDay(sql: Sql, ask: HostDayAsk): Promise<boolean> {
  const { rowCount } = await sql.query(
    `insert into host_days (campus, host, day, visitors)
     select $1, $2, $3, $4 where $4::integer <= $5::integer
     on conflict (host, day) do update set visitors = host_days.visitors + excluded.visitors
     where host_days.visitors + excluded.visitors <= $5::integer`,
    [ask.campus, ask.host, ask.day, ask.visitors, ask.most],
  );
  return rowCount === 1;
}

export async function pruneHostDays(sql: Sql, now: number): Promise<void> {
  await sql.query(`delete from host_days where day < (to_timestamp($1 / 1000.0) - interval '3 days')::date`, [
    now,
  ]);
}
