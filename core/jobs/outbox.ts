import type { Sql } from '../store/database.js';

/** A claimed row of the outbox: ours until the lease ends. `attempt` counts this one, from 1. */
export interface Job {
  id: number;
  campus: number;
  kind: string;
  payload: unknown;
  attempt: number;
}

const OPEN = 'done_at is null and dead_at is null';

/**
 * Claims due jobs of these kinds. Whoever died with a lease loses it when it ends, so nothing is lost by a kill.
 * `skip locked` lets workers of many nodes claim side by side without waiting for each other.
 */
export async function claimJobs(
  sql: Sql,
  ask: { kinds: readonly string[]; now: number; leaseMs: number; limit: number },
): Promise<Job[]> {
  const { rows } = await sql.query<Job>(
    `with due as (
       select id from outbox
       where ${OPEN} and kind = any($1) and due_at <= to_timestamp($2 / 1000.0)
         and (lease_until is null or lease_until <= to_timestamp($2 / 1000.0))
       order by due_at, id limit $4 for update skip locked)
     update outbox o
     set attempt = o.attempt + 1, lease_until = to_timestamp(($2 + $3) / 1000.0)
     from due where o.id = due.id
     returning o.id, o.campus, o.kind, o.payload, o.attempt`,
    [ask.kinds, ask.now, ask.leaseMs, ask.limit],
  );
  return rows.sort((a, b) => a.id - b.id);
}

/** Ends the open jobs of these kinds for which a newer one asks the same, except those that are running. */
export async function supersedeJobs(sql: Sql, kinds: readonly string[], now: number): Promise<void> {
  await sql.query(
    `with old as (
       select id from outbox o
       where ${OPEN} and kind = any($1) and (lease_until is null or lease_until <= to_timestamp($2 / 1000.0))
         and exists (select from outbox n where n.campus = o.campus and n.kind = o.kind and n.payload = o.payload
                     and n.id > o.id and n.done_at is null and n.dead_at is null)
       for update skip locked)
     update outbox o set done_at = to_timestamp($2 / 1000.0), lease_until = null, error = 'superseded'
     from old where o.id = old.id`,
    [kinds, now],
  );
}

/** Jobs that took their worker down with each attempt stay visible as dead instead of doing so for ever. */
export async function buryJobs(sql: Sql, kind: string, attempts: number, now: number): Promise<number[]> {
  const { rows } = await sql.query<{ id: number }>(
    `update outbox set dead_at = to_timestamp($3 / 1000.0), lease_until = null, error = 'lease_expired'
     where ${OPEN} and kind = $1 and attempt >= $2 and lease_until <= to_timestamp($3 / 1000.0)
     returning id`,
    [kind, attempts, now],
  );
  return rows.map(({ id }) => id);
}

// An end names its attempt: a worker that lost its lease, and the job with it, ends nothing.
const OURS = `id = $1 and attempt = $2 and ${OPEN}`;

export async function finishJob(sql: Sql, job: Job, now: number): Promise<void> {
  await sql.query(
    `update outbox set done_at = to_timestamp($3 / 1000.0), lease_until = null, error = null where ${OURS}`,
    [job.id, job.attempt, now],
  );
}

/** `error` is a stable code: what was sent or answered does not belong in this table. */
export async function retryJob(sql: Sql, job: Job, error: string, dueAt: number): Promise<void> {
  await sql.query(
    `update outbox set due_at = to_timestamp($4 / 1000.0), lease_until = null, error = $3 where ${OURS}`,
    [job.id, job.attempt, error, dueAt],
  );
}

export async function endForGood(sql: Sql, job: Job, error: string, now: number): Promise<void> {
  await sql.query(
    `update outbox set dead_at = to_timestamp($4 / 1000.0), lease_until = null, error = $3 where ${OURS}`,
    [job.id, job.attempt, error, now],
  );
}

/** The attempt was cut short by the worker's own stop, and does not count. */
export async function giveBackJob(sql: Sql, job: Job): Promise<void> {
  await sql.query(`update outbox set attempt = attempt - 1, lease_until = null where ${OURS}`, [
    job.id,
    job.attempt,
  ]);
}

/** Jobs that ended a week ago. Dead ones stay until somebody has looked. */
export async function pruneJobs(sql: Sql): Promise<void> {
  await sql.query("delete from outbox where done_at < now() - interval '7 days'");
}
