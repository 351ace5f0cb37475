import { Problem } from '../domain/problem.js';
import type { Sql } from './database.js';

/** What an audit row says. */
export interface AuditEntry {
  id: string;
  /** ISO 8601. */
  at: string;
  /** `admin:<person>`, `device:<id>`, `plugin:<name>`, `hub` ... */
  actor: string;
  action: string;
  subject: string;
  detail: Record<string, unknown>;
}

export interface AuditFilter {
  /** What stands before the first dot of an action. */
  family?: string | undefined;
  /** What stands before the first colon of an actor. */
  actorKind?: string | undefined;
  /** Whole: `person:<id>`. */
  subject?: string | undefined;
  /** Epoch milliseconds; `until` is not inside. */
  from?: number | undefined;
  until?: number | undefined;
}

export interface AuditPage {
  items: AuditEntry[];
  next: string | null;
}

interface Row extends Omit<AuditEntry, 'at'> {
  at: Date;
  /** With microseconds, which a Date has not. */
  placed: string;
}

/**
 * Newest first, from one index whatever is filtered by (migration 0015). Throws `invalid_request` (400) for a cursor that
 * is none of ours.
 */
export async function readAudit(
  sql: Sql,
  ask: AuditFilter & { campus: number; cursor?: string | undefined; limit: number },
): Promise<AuditPage> {
  const { text, values } = conditions(ask);
  const { rows } = await sql.query<Row>(
    `select id::text, at, at::text as placed, actor, action, subject, detail
     from audit where ${text} order by at desc, id desc limit $${values.length + 1}`,
    [...values, ask.limit + 1],
  );
  const page = rows.slice(0, ask.limit);
  const last = page.at(-1);
  const next = last && rows.length > ask.limit ? cursorOf(last) : null;
  return { items: page.map(({ placed: _, at, ...row }) => ({ ...row, at: at.toISOString() })), next };
}

/** How many rows there are, counted no further than `most`. */
export async function countAudit(
  sql: Sql,
  ask: AuditFilter & { campus: number },
  most: number,
): Promise<number> {
  const { text, values } = conditions(ask);
  const { rows } = await sql.query<{ found: number }>(
    `select count(*) as found from (select from audit where ${text} limit $${values.length + 1}) as rows_found`,
    [...values, most],
  );
  return rows[0]?.found ?? 0;
}

/** Only what is asked for is in the statement: with "or it is null" for each no index would be used. */
function conditions(ask: AuditFilter & { campus: number; cursor?: string | undefined }): {
  text: string;
  values: unknown[];
} {
  const values: unknown[] = [];
  const $ = (value: unknown) => `$${values.push(value)}`;
  const [at, id] = ask.cursor === undefined ? [] : placeOf(ask.cursor);
  const all = [
    `campus = ${$(ask.campus)}`,
    ask.family !== undefined && `split_part(action, '.', 1) = ${$(ask.family)}`,
    ask.actorKind !== undefined && `split_part(actor, ':', 1) = ${$(ask.actorKind)}`,
    ask.subject !== undefined && `subject = ${$(ask.subject)}`,
    ask.from !== undefined && `at >= to_timestamp(${$(ask.from)}::float8 / 1000)`,
    ask.until !== undefined && `at < to_timestamp(${$(ask.until)}::float8 / 1000)`,
    at !== undefined && `(at, id) < (${$(at)}::timestamptz, ${$(id)}::bigint)`,
  ];
  return { text: all.filter((one) => one !== false).join(' and '), values };
}

function cursorOf({ placed, id }: Row): string {
  return Buffer.from(`${placed}|${id}`).toString('base64url');
}

const PLACE = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?[+-]\d\d(?::\d\d)?)\|(\d{1,18})$/;

function placeOf(cursor: string): [string, string] {
  const [, at, id] = PLACE.exec(Buffer.from(cursor, 'base64url').toString('utf8')) ?? [];
  if (at === undefined || id === undefined || Number.isNaN(Date.parse(at.slice(0, 10))))
    throw new Problem(400, 'invalid_request', 'The cursor is not one of ours.');
  return [at, id];
}
