import type { Void } from '../domain/policy-source.js';
import type { Sql } from './database.js';

export interface VisitHandle {
  handle: string;
  /** The visit's window (epoch ms) and points as they are with this handle. */
  from: number;
  until: number;
  points: string[];
}

interface HandleAsk {
  campus: number;
  handle: string;
  visitor: string;
  /** The campus's local day, and where it ends (epoch ms). */
  day: string;
  dayUntil: number;
  /** Milliseconds for which a code shown in the last moment is still good. */
  slack: number;
  now: number;
}

/**
 * Opens the day's handle of an approved visit, or answers the one that another request opened in the same instant; null
 * when the visit was cancelled or changed meanwhile, or the visitor taken off it. Both rows are locked, the visit first as
 * everywhere: what was locked is what is there when the wait is over, and not what was when the statement began. The window
 * comes from the locked row: a code never carries an older one than its handle.
 */
export async function openVisitHandle(sql: Sql, ask: HandleAsk): Promise<VisitHandle | null> {
  // A statement sees nothing that began after it, so who was a moment late looks again.
  return (await makeHandle(sql, ask)) ?? readHandle(sql, ask);
}

const WINDOW = `(extract(epoch from begins_at) * 1000)::float8 as "from",
  (extract(epoch from ends_at) * 1000)::float8 as "until", points`;

async function makeHandle(sql: Sql, ask: HandleAsk): Promise<VisitHandle | null> {
  const { rows } = await sql.query<VisitHandle>(
    `with open as (
       select v.begins_at, v.ends_at, v.points from visits v
       where v.id = (select visit from visitors where id = $3) and v.campus = $1 and v.state = 'approved'
         and v.ends_at > to_timestamp($6 / 1000.0)
       for share),
     comes as (
       select open.ends_at from open, visitors r where r.id = $3 and r.cancelled_at is null for share of r),
     made as (
       insert into handles (campus, handle, visitor, day, until, groups)
       select $1, $2, $3, $4, least(to_timestamp($5 / 1000.0), ends_at) + make_interval(secs => $7 / 1000.0), '{}' from comes
       on conflict (visitor, day) where voided_at is null and visitor is not null do nothing
       returning handle)
     select handle, ${WINDOW} from made, open`,
    [ask.campus, ask.handle, ask.visitor, ask.day, ask.dayUntil, ask.now, ask.slack],
  );
  return rows[0] ?? null;
}

async function readHandle(sql: Sql, ask: HandleAsk): Promise<VisitHandle | null> {
  const { rows } = await sql.query<VisitHandle>(
    `select h.handle, ${WINDOW} from handles h join visitors r on r.id = h.visitor join visits v on v.id = r.visit
     where h.visitor = $2 and h.day = $3 and h.voided_at is null and h.campus = $1 and v.state = 'approved'
       and r.cancelled_at is null`,
    [ask.campus, ask.visitor, ask.day],
  );
  return rows[0] ?? null;
}

/** Voids every living handle of a visit's visitors, or of one of them; answers the handles. The way back is a new handle. */
export async function voidVisitHandles(
  sql: Sql,
  ask: {
    campus: number;
    visit: string;
    visitor?: string | undefined;
    now: number;
    what: Exclude<Void['what'], object>;
  },
): Promise<string[]> {
  const { rows } = await sql.query<{ handle: string }>(
    `with closed as (
       update handles h set voided_at = to_timestamp($3 / 1000.0)
       from visitors r
       where r.visit = $2 and ($5::uuid is null or r.id = $5) and h.visitor = r.id and h.campus = $1
         and h.voided_at is null
         and h.until > to_timestamp($3 / 1000.0)
       returning h.handle, h.until)
     insert into voids (campus, handle, until, what)
     select $1, handle, until, to_jsonb($4::text) from closed
     on conflict (campus, handle) do update set what = excluded.what, until = excluded.until, at = now()
     returning handle`,
    [ask.campus, ask.visit, ask.now, ask.what, ask.visitor ?? null],
  );
  return rows.map((row) => row.handle);
}
