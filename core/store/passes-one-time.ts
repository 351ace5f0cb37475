import type { Sql } from './database.js';

/** Times in epoch milliseconds. */
export interface SendLimits {
  /** Sends of the last hour, of the last day, and milliseconds between two. */
  hour: number;
  day: number;
  apart: number;
}

export interface SendAsk {
  campus: number;
  whose: Buffer;
  now: number;
  limits: SendLimits;
}

/**
 * Counts one send for a number or an address, unless there were too many lately; answers how many milliseconds to wait, 0
 * when it was counted. Requests of one number take turns, so that two in one instant count as two.
 */
export async function countSend(sql: Sql, ask: SendAsk): Promise<number> {
  const { campus, whose, now, limits } = ask;
  await sql.query(
    "select pg_advisory_xact_lock(hashtextextended('sends/' || $1 || '/' || encode($2, 'hex'), 0))",
    [campus, whose],
  );
  const { rows } = await sql.query<{ at: number }>(
    `select (extract(epoch from at) * 1000)::float8 as at from one_time_sends
     where campus = $1 and whose = $2 and at > to_timestamp($3 / 1000.0) - interval '1 day'
     order by at desc limit $4`,
    [campus, whose, now, Math.max(limits.day, limits.hour)],
  );
  const wait = waitFor(
    rows.map(({ at }) => at),
    now,
    limits,
  );
  if (wait > 0) return wait;
  await sql.query(
    'insert into one_time_sends (campus, whose, at) values ($1, $2, to_timestamp($3 / 1000.0))',
    [campus, whose, now],
  );
  return 0;
}

const HOUR = 3_600_000;

/** Milliseconds until the next send, given earlier ones, newest first. */
export function waitFor(earlier: readonly number[], now: number, { hour, day, apart }: SendLimits): number {
  const until = (at: number | undefined, span: number) =>
    at === undefined ? 0 : Math.max(0, at + span - now);
  return Math.max(
    until(earlier[0], apart),
    until(earlier[hour - 1], HOUR),
    until(earlier[day - 1], 24 * HOUR),
  );
}

/** The one code of a contact: a newer one replaces it. */
export async function writeOneTimeCode(
  sql: Sql,
  code: { campus: number; contact: Buffer; digest: Buffer; now: number; expires: number },
): Promise<void> {
  await sql.query(
    `insert into one_time_codes (campus, contact_digest, code_digest, sent_at, expires_at)
     values ($1, $2, $3, to_timestamp($4 / 1000.0), to_timestamp($5 / 1000.0))
     on conflict (campus, contact_digest) do update
     set code_digest = excluded.code_digest, tries = 0, sent_at = excluded.sent_at, expires_at = excluded.expires_at`,
    [code.campus, code.contact, code.digest, code.now, code.expires],
  );
}

/** Uses up one try and answers the digest to compare with and how many tries are left; null when there is no code, it is over or its tries are. */
export async function tryOneTimeCode(
  sql: Sql,
  ask: { campus: number; contact: Buffer; now: number; tries: number },
): Promise<{ digest: Buffer; left: number } | null> {
  const { rows } = await sql.query<{ digest: Buffer; left: number }>(
    `update one_time_codes set tries = tries + 1
     where campus = $1 and contact_digest = $2 and expires_at > to_timestamp($3 / 1000.0) and tries < $4
     returning code_digest as digest, $4::int - tries as left`,
    [ask.campus, ask.contact, ask.now, ask.tries],
  );
  return rows[0] ?? null;
}

/** Takes the code away; false when somebody else used it in the same instant, or a newer one came. */
export async function useOneTimeCode(
  sql: Sql,
  ask: { campus: number; contact: Buffer; digest: Buffer },
): Promise<boolean> {
  const { rowCount } = await sql.query(
    'delete from one_time_codes where campus = $1 and contact_digest = $2 and code_digest = $3',
    [ask.campus, ask.contact, ask.digest],
  );
  return rowCount === 1;
}
