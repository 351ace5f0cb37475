import type pg from 'pg';
import type { Outcome, Reason } from '../domain/reasons.js';
import { inTransaction, type Sql } from './database.js';
import { OF_A_DAY } from './events-days.js';

/** Events counted in one transaction: some tenths of a second. */
const STEP = 50_000;
/** Steps of one call, so that one who was away for a week does not keep a connection for minutes. */
const MOST_STEPS = 20;
/** How long the counts are kept: of the campus, and of its single points, which are a hundred times as many. */
const KEPT = { campus: "interval '90 days'", point: "interval '7 days'" };
const PRUNED_AT_ONCE = 100_000;

/** What an event's number may not tell yet: ids up to `upTo` were given out, some of them to these transactions. */
interface Mark {
  upTo: number;
  writers: string[];
}

/**
 * Counts events by minute, each exactly once, by any number of nodes: every event that is committed and was not counted
 * is, by its own time, however late it came. Ids are given out before commit, so what is counted is what no
 * transaction can still add to: the ids that were given out at a moment whose writers have all ended since. One call
 * counts up to the mark that the one before left, or to its own where nobody is writing.
 */
export class MinuteCounter {
  #mark: Mark | undefined;

  constructor(private readonly pool: pg.Pool) {}

  async count(): Promise<void> {
    const settled = await this.#settled();
    if (settled === undefined) return;
    await begin(this.pool, settled);
    for (let step = 0; step < MOST_STEPS; step++) if (!(await countAhead(this.pool, settled))) break;
    for (let step = 0; step < MOST_STEPS; step++) if (!(await countBehind(this.pool))) break;
  }

  async #settled(): Promise<number | undefined> {
    const before = this.#mark;
    const mark = await readMark(this.pool);
    this.#mark = mark;
    if (mark.writers.length === 0) return mark.upTo;
    if (!before || before.writers.some((one) => mark.writers.includes(one))) return undefined;
    return before.upTo;
  }
}

/**
 * Two statements, in this order: whoever had an id at the first one holds its lock on the table still at the second, or
 * has ended.
 */
async function readMark(sql: Sql): Promise<Mark> {
  const given = await sql.query<{ upTo: number }>(
    `select case when is_called then last_value else 0 end as "upTo" from events_id_seq`,
  );
  const { rows } = await sql.query<{ writer: string }>(
    `select distinct virtualtransaction as writer from pg_locks
     where locktype = 'relation' and mode = 'RowExclusiveLock' and granted
       and relation = 'events'::regclass and database = (select oid from pg_database where datname = current_database())`,
  );
  return { upTo: given.rows[0]?.upTo ?? 0, writers: rows.map(({ writer }) => writer) };
}

/** What was there before anybody counted is counted backwards, the newest first. */
async function begin(sql: Sql, at: number): Promise<void> {
  await sql.query(
    'insert into event_minutes_done (behind, ahead) values ($1, $1) on conflict (one) do nothing',
    [at],
  );
}

function countAhead(pool: pg.Pool, settled: number): Promise<boolean> {
  return inTransaction(pool, async (sql) => {
    const done = await lockDone(sql);
    if (!done || done.ahead >= settled) return false;
    const upTo = Math.min(settled, done.ahead + STEP);
    await add(sql, done.ahead, upTo);
    await sql.query('update event_minutes_done set ahead = $1', [upTo]);
    return upTo < settled;
  });
}

function countBehind(pool: pg.Pool): Promise<boolean> {
  return inTransaction(pool, async (sql) => {
    const done = await lockDone(sql);
    if (!done || done.behind <= 0) return false;
    const after = Math.max(0, done.behind - STEP);
    await add(sql, after, done.behind);
    await sql.query('update event_minutes_done set behind = $1', [after]);
    return after > 0;
  });
}

/** Nothing while another node counts: that one does the work. */
async function lockDone(sql: Sql): Promise<{ behind: number; ahead: number } | undefined> {
  const { rows } = await sql.query<{ behind: number; ahead: number }>(
    'select behind, ahead from event_minutes_done for update skip locked',
  );
  return rows[0];
}

/**
 * By number, so that the index of the table's own key gives each event once; nothing that would be thrown away again. The
 * zones are read once, and not out of a campus's whole file for each row.
 */
async function add(sql: Sql, after: number, upTo: number): Promise<void> {
  await sql.query(
    `with counted as (
       select campus, date_bin('1 minute', at, 'epoch') as minute, point, outcome, reason, origin is null as ours,
              count(*) as n
       from events where id > $1 and id <= $2 and at > now() - ${KEPT.campus}
       group by 1, 2, 3, 4, 5, 6),
     zones as materialized (
       select number as campus, coalesce(file -> 'campus' ->> 'timeZone', 'UTC') as zone from campuses),
     both_ways as (
       select campus, '' as point, minute, outcome, reason, sum(n)::integer as n from counted group by 1, 3, 4, 5
       union all
       select campus, point, minute, outcome, reason, sum(n)::integer from counted
       where minute > now() - ${KEPT.point} and point <> '' group by 1, 2, 3, 4, 5),
     days as (
       insert into event_point_days as known (campus, day, point, permitted, by_origin, released, refused)
       select c.campus, (c.minute at time zone k.zone)::date, c.point, ${OF_A_DAY.map(({ of }) => of('n')).join(', ')}
       from counted c join zones k using (campus)
       group by 1, 2, 3 order by 1, 2, 3
       on conflict (campus, day, point) do update
       set ${OF_A_DAY.map(({ name }) => `${name} = known.${name} + excluded.${name}`).join(', ')})
     insert into event_minutes as known (campus, point, minute, outcome, reason, n)
     select campus, point, minute, outcome, reason, n from both_ways order by 1, 2, 3, 4, 5
     on conflict (campus, point, minute, outcome, reason) do update set n = known.n + excluded.n`,
    [after, upTo],
  );
}

/** Throws away counts that are older than they are kept, some at a time. */
export async function pruneMinutes(sql: Sql): Promise<void> {
  await sql.query(
    `delete from event_minutes where ctid = any(array(
       select ctid from event_minutes
       where minute < now() - ${KEPT.point} and (point <> '' or minute < now() - ${KEPT.campus}) limit $1))`,
    [PRUNED_AT_ONCE],
  );
  await sql.query(`delete from event_point_days where day < now() - ${KEPT.campus} - interval '1 day'`);
}

export interface MinuteCount {
  /** Epoch milliseconds of its beginning. */
  minute: number;
  outcome: Outcome;
  reason: Reason;
  n: number;
}

/** Decisions of each minute since an instant (epoch ms), of the whole campus or of some points; in order of time. */
export async function readMinutes(
  sql: Sql,
  ask: { campus: number; points: readonly string[] | null; since: number },
): Promise<MinuteCount[]> {
  const { rows } = await sql.query<MinuteCount>(
    `select (extract(epoch from minute) * 1000)::float8 as minute, outcome, reason, sum(n)::integer as n
     from event_minutes where campus = $1 and point = any($2) and minute >= to_timestamp($3 / 1000.0)
     group by 1, 2, 3 order by 1, 2, 3`,
    [ask.campus, ask.points ?? [''], ask.since],
  );
  return rows;
}
