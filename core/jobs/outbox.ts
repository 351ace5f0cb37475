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

// An end names its attempt: a worker that lost its lease, and the job with it, ends nothing.
const OURS = `id = $1 and attempt = $2 and ${OPEN}`;

const FREE = '(lease_until is null or lease_until <= to_timestamp($2 / 1000.0))';

/**
 * Claims due jobs of these kinds, `limit` in all and of each kind at most what `rooms` has at its place. Whoever died
 * with a lease loses it when it ends, so nothing is lost by a kill. `skip locked` lets workers of many nodes claim side
 * by side without waiting for each other.
 */
export async function claimJobs(
  sql: Sql,
  ask: { kinds: readonly string[]; rooms?: readonly number[]; now: number; leaseMs: number; limit: number },
): Promise<Job[]> {
  const rooms = ask.rooms ?? ask.kinds.map(() => ask.limit);
  const { rows } = await sql.query<Job>(
    `with due as (
       select one.id from unnest($1::text[], $5::integer[]) as want (kind, room)
       cross join lateral (
         select id, due_at from outbox
         where ${OPEN} and kind = want.kind and due_at <= to_timestamp($2 / 1000.0) and ${FREE}
         order by due_at, id limit want.room for update skip locked) as one
       order by one.due_at, one.id limit $4)
     update outbox o
     set attempt = o.attempt + 1, lease_until = to_timestamp(($2 + $3) / 1000.0)
     from due where o.id = due.id
     returning o.id, o.campus, o.kind, o.payload, o.attempt`,
    [ask.kinds, ask.now, ask.leaseMs, ask.limit, rooms],
  );
  return rows.sort((a, b) => a.id - b.id);
}

/**
 * Claims the row that a bell names for its attempt, or nothing: somebody else has it, it has ended, the bell is late, or,
 * with `latestOnly`, a newer row asks the same.
 */
export async function claimRung(
  sql: Sql,
  ask: { id: number; kind: string; attempt: number; latestOnly: boolean; now: number; leaseMs: number },
): Promise<Job | undefined> {
  const { rows } = await sql.query<Job>(
    `update outbox o
     set attempt = attempt + 1, lease_until = to_timestamp(($2 + $3) / 1000.0)
     where id = $1 and kind = $4 and attempt = $5 - 1 and ${OPEN} and ${FREE}
       and not ($6 and exists (select from outbox n where n.campus = o.campus and n.kind = o.kind
                               and n.payload = o.payload and n.id > o.id and n.done_at is null and n.dead_at is null))
     returning id, campus, kind, payload, attempt`,
    [ask.id, ask.now, ask.leaseMs, ask.kind, ask.attempt, ask.latestOnly],
  );
  return rows[0];
}

/** Whether the job is still ours; its lease then ends at `until`. */
export async function renewLease(sql: Sql, job: Job, until: number): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update outbox set lease_until = to_timestamp($3 / 1000.0) where ${OURS} and lease_until is not null`,
    [job.id, job.attempt, until],
  );
  return rowCount === 1;
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
export async function buryJobs(
  sql: Sql,
  most: readonly { kind: string; attempts: number }[],
  now: number,
): Promise<{ id: number; kind: string }[]> {
  const { rows } = await sql.query<{ id: number; kind: string }>(
    `update outbox o set dead_at = to_timestamp($2 / 1000.0), lease_until = null, error = 'lease_expired'
     from jsonb_to_recordset($1::jsonb) as most (kind text, attempts integer)
     where ${OPEN} and o.kind = most.kind and o.attempt >= most.attempts and lease_until <= to_timestamp($2 / 1000.0)
     returning o.id, o.kind`,
    [JSON.stringify(most), now],
  );
  return rows;
}

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

/** A job as an admin sees it: which thing it is about, and nothing else of what it carries. */
export interface JobRow {
  id: number;
  kind: string;
  state: 'open' | 'running' | 'dead' | 'done';
  /** Ids of what it is about, by their kind: {"device": "east-gate"}. */
  about: Record<string, string>;
  attempt: number;
  error: string | null;
  askedAt: Date;
  /** When the next attempt may begin; null once it ended. */
  dueAt: Date | null;
  endedAt: Date | null;
}

// Only what names a row of ours leaves the database; payloads may hold what is sealed.
const ROW = `id, kind, attempt, error, created_at as "askedAt", coalesce(done_at, dead_at) as "endedAt",
  case when ${OPEN} then due_at end as "dueAt",
  case when dead_at is not null then 'dead' when done_at is not null then 'done'
       when lease_until > to_timestamp($2 / 1000.0) then 'running' else 'open' end as state,
  coalesce((select jsonb_object_agg(key, value) from jsonb_each_text(payload)
            where key in ('device', 'message', 'visit', 'visitor') and value ~ '^[A-Za-z0-9._-]{1,64}$'), '{}') as about`;

/** Dead jobs newest first, open ones oldest first; `cursor` is the id that the page before ended with. */
export async function listJobs(
  sql: Sql,
  ask: { campus: number; state: 'open' | 'dead'; cursor?: number | undefined; limit: number; now: number },
): Promise<JobRow[]> {
  const which =
    ask.state === 'dead'
      ? 'dead_at is not null and ($3::bigint is null or id < $3) order by id desc'
      : `${OPEN} and ($3::bigint is null or id > $3) order by id`;
  const { rows } = await sql.query<JobRow>(
    `select ${ROW} from outbox where campus = $1 and ${which} limit $4`,
    [ask.campus, ask.now, ask.cursor ?? null, ask.limit],
  );
  return rows;
}

export async function readJob(
  sql: Sql,
  ask: { campus: number; id: number; now: number },
): Promise<JobRow | undefined> {
  const { rows } = await sql.query<JobRow>(`select ${ROW} from outbox where campus = $1 and id = $3`, [
    ask.campus,
    ask.now,
    ask.id,
  ]);
  return rows[0];
}

/** How many wait or run, how many are dead, and since when the oldest open one has waited. */
export async function countJobs(
  sql: Sql,
  campus: number,
): Promise<{ open: number; dead: number; oldest: Date | null }> {
  const { rows } = await sql.query<{ open: number; dead: number; oldest: Date | null }>(
    `select count(*) filter (where dead_at is null) as open, count(*) filter (where dead_at is not null) as dead,
            min(created_at) filter (where dead_at is null) as oldest
     from outbox where campus = $1 and done_at is null`,
    [campus],
  );
  return rows[0] ?? { open: 0, dead: 0, oldest: null };
}

/** A dead job begins anew, with all its attempts; nothing when it is not dead. Rings like a new one. */
export async function reopenJob(
  sql: Sql,
  ask: { campus: number; id: number; now: number },
): Promise<{ kind: string } | undefined> {
  const { rows } = await sql.query<{ kind: string }>(
    `with again as (
       update outbox set dead_at = null, error = null, attempt = 0, lease_until = null, due_at = to_timestamp($3 / 1000.0)
       where campus = $1 and id = $2 and dead_at is not null
       returning id, kind)
     select kind, pg_notify('gatehouse_jobs', id || ' ' || kind) from again`,
    [ask.campus, ask.id, ask.now],
  );
  return rows[0];
}
