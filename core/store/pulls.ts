import type { Sql } from './database.js';

export interface PullProblem {
  /** Which record, such as "line 12"; "feed" for the pull as a whole. */
  at: string;
  path: string;
  expected: string;
}

export interface PullCounts {
  seen: number;
  new: number;
  changed: number;
  left: number;
  refused: number;
  unchanged: number;
}

export type PullOutcome = 'applied' | 'unchanged' | 'stopped' | 'failed';

/** How a pull ended. Problems name places and what was expected there, and nothing that was sent. */
export interface PullReport {
  outcome: PullOutcome;
  counts: PullCounts;
  problems: PullProblem[];
}

export interface PullRow extends PullReport {
  campus: number;
  source: string;
  /** Epoch milliseconds. */
  startedAt: number;
  endedAt: number;
}

/** A first import of a large campus merges in one statement. */
const STATEMENT = '10min';
/** For `change`: the server ends a statement of a pull before the hub gives up on it. */
export const PULL_PATIENCE_MS = 11 * 60_000;

/** In the transaction that merges. */
export async function allowLongMerge(sql: Sql): Promise<void> {
  await sql.query(`set local statement_timeout = '${STATEMENT}'`);
}

/** How the source's last pull ended, and where the next one begins. */
export async function readPull(
  sql: Sql,
  campus: number,
  source: string,
): Promise<{ cursor: string | null; outcome: PullOutcome | null; problems: PullProblem[] } | null> {
  const { rows } = await sql.query<{ cursor: string | null; outcome: PullOutcome; problems: PullProblem[] }>(
    'select cursor, outcome, problems from pulls where campus = $1 and source = $2',
    [campus, source],
  );
  return rows[0] ?? null;
}

/** Without a cursor the old one stays: a pull that was not applied is asked for again. */
export async function writePull(sql: Sql, pull: PullRow, cursor?: string | null): Promise<void> {
  await sql.query(
    `insert into pulls (campus, source, cursor, started_at, ended_at, outcome, counts, problems)
     values ($1, $2, $3, to_timestamp($4::float8 / 1000), to_timestamp($5::float8 / 1000), $6, $7, $8)
     on conflict (campus, source) do update
     set cursor = case when $9::boolean then excluded.cursor else pulls.cursor end,
         started_at = excluded.started_at, ended_at = excluded.ended_at, outcome = excluded.outcome,
         counts = excluded.counts, problems = excluded.problems`,
    [
      pull.campus,
      pull.source,
      cursor ?? null,
      pull.startedAt,
      pull.endedAt,
      pull.outcome,
      JSON.stringify(pull.counts),
      JSON.stringify(pull.problems),
      cursor !== undefined,
    ],
  );
}
