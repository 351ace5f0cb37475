import type { Sql } from './database.js';
import type { PullCounts, PullOutcome } from './pulls.js';

export interface LastPull {
  /** `plugin/source` */
  source: string;
  outcome: PullOutcome | null;
  counts: Partial<PullCounts>;
  endedAt: Date | null;
}

/** How the last pull of each source of a campus ended. */
export async function readLastPulls(sql: Sql, campus: number): Promise<LastPull[]> {
  const { rows } = await sql.query<LastPull>(
    'select source, outcome, counts, ended_at as "endedAt" from pulls where campus = $1 order by source',
    [campus],
  );
  return rows;
}

/** Messages that were given up since an instant (epoch ms). */
export async function countFailedMessages(sql: Sql, campus: number, since: number): Promise<number> {
  const { rows } = await sql.query<{ n: number }>(
    `select count(*) as n from messages
     where campus = $1 and state = 'failed' and changed_at >= to_timestamp($2 / 1000.0)`,
    [campus, since],
  );
  return rows[0]?.n ?? 0;
}

/**
 * Approved visits that touch a span of time (epoch ms), and those that wait for an approver and are not over at its begin; of
 * the whole campus, or to some points only. No visit lasts longer than 31 days, so that few rows are looked at.
 */
export async function countVisits(
  sql: Sql,
  ask: { campus: number; points: readonly string[] | null; from: number; until: number },
): Promise<{ expected: number; waiting: number }> {
  const { rows } = await sql.query<{ expected: number; waiting: number }>(
    `select (select count(*) from visits
             where campus = $1 and state = 'approved' and begins_at < to_timestamp($4 / 1000.0)
               and begins_at > to_timestamp($3 / 1000.0) - interval '31 days' and ends_at > to_timestamp($3 / 1000.0)
               and ($2::text[] is null or points && $2)) as expected,
            (select count(*) from visits
             where campus = $1 and state = 'requested' and begins_at > to_timestamp($3 / 1000.0) - interval '31 days'
               and ends_at > to_timestamp($3 / 1000.0) and ($2::text[] is null or points && $2)) as waiting`,
    [ask.campus, ask.points, ask.from, ask.until],
  );
  return rows[0] ?? { expected: 0, waiting: 0 };
}
