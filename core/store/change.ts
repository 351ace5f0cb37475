import type pg from 'pg';
import { inTransaction, type Sql } from './database.js';

/** What nodes must read again after a change. Decisions, uses and issued codes never enter the feed. */
export type FeedKind = 'policy' | 'voids' | 'keys' | 'devices' | 'plugins';

/** One row of the audit: who did what to whom. `detail` never holds a secret or a person's name. */
export interface AuditRow {
  actor: string;
  action: string;
  subject: string;
  detail?: Record<string, unknown>;
}

/** Collects, during a change, what must be written with it. */
export interface Change {
  sql: Sql;
  audit(row: AuditRow): void;
  /** A job that is asked for in the same transaction; see core/jobs. */
  job(kind: string, payload: Record<string, unknown>): void;
  feed(kind: Exclude<FeedKind, 'voids'>): void;
  /** These handles' voids changed. */
  voided(handles: readonly string[]): void;
}

/** Above this many a node reads all voids again, so that one feed row stays small. */
const HANDLES_IN_FEED = 1_000;

/**
 * A change to a campus: rows, audit, outbox, and as the last statement the campus's feed number, all in one
 * transaction. Taking the number last makes feed order commit order: a sequence would not. `patienceMs` as in
 * `inTransaction`.
 */
export async function change<T>(
  pool: pg.Pool,
  campus: number,
  work: (change: Change) => Promise<T>,
  patienceMs?: number,
): Promise<T> {
  const perform = async (sql: Sql) => {
    const audits: AuditRow[] = [];
    const jobs: { kind: string; payload: Record<string, unknown> }[] = [];
    const kinds = new Set<FeedKind>();
    const handles = new Set<string>();
    const result = await work({
      sql,
      audit: (row) => void audits.push(row),
      job: (kind, payload) => void jobs.push({ kind, payload }),
      feed: (kind) => void kinds.add(kind),
      voided: (some) => {
        for (const handle of some) handles.add(handle);
      },
    });
    if (handles.size > 0) kinds.add('voids');
    if (audits.length > 0) await writeAudit(sql, campus, audits);
    if (jobs.length > 0) await writeJobs(sql, campus, jobs);
    if (kinds.size > 0) await writeFeed(sql, campus, [...kinds].sort(), [...handles]);
    return result;
  };
  return inTransaction(pool, perform, patienceMs);
}

async function writeAudit(sql: Sql, campus: number, rows: AuditRow[]): Promise<void> {
  await sql.query(
    `insert into audit (campus, actor, action, subject, detail)
     select $1, actor, action, subject, coalesce(detail, '{}')
     from jsonb_to_recordset($2::jsonb) as row (actor text, action text, subject text, detail jsonb)`,
    [campus, JSON.stringify(rows)],
  );
}

async function writeJobs(sql: Sql, campus: number, jobs: { kind: string; payload: object }[]): Promise<void> {
  await sql.query(
    `insert into outbox (campus, kind, payload)
     select $1, kind, payload from jsonb_to_recordset($2::jsonb) as row (kind text, payload jsonb)`,
    [campus, JSON.stringify(jobs)],
  );
}

async function writeFeed(sql: Sql, campus: number, kinds: FeedKind[], handles: string[]): Promise<void> {
  await sql.query(
    `with next as (update campus_feed set n = n + 1 where campus = $1 returning n),
          row as (insert into feed (campus, n, kinds, handles) select $1::integer, n, $2, $3 from next returning n)
     select pg_notify('gatehouse_feed', $1::text || ':' || n::text) from row`,
    [campus, kinds, handles.length > HANDLES_IN_FEED ? null : handles],
  );
}
