import { Problem } from '../domain/problem.js';
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

/** Long enough for a pull of another node to end, if it is one of changes only. */
const LOCK_WAIT = '10s';
/** A first import of a large campus merges in one statement. */
const STATEMENT = '10min';
/** For `change`: the server ends a statement of a pull before the hub gives up on it. */
export const PULL_PATIENCE_MS = 11 * 60_000;

/**
 * One pull of a source at a time, whatever the number of nodes: the second begins where the first ended. Throws
 * `pull_running` (409). To be called in a transaction, which keeps the lock to its end.
 */
export async function lockPull(sql: Sql, campus: number, source: string): Promise<void> {
  await sql.query(`set local statement_timeout = '${STATEMENT}'`);
  await sql.query(`set local lock_timeout = '${LOCK_WAIT}'`);
  try {
    await sql.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`pull/${campus}/${source}`]);
  } catch (error) {
    if ((error as { code?: string }).code !== '55P03') throw error;
    throw new Problem(409, 'pull_running', 'Another pull of this source is running.');
  }
  await sql.query('set local lock_timeout = default');
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
