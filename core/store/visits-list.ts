import { Problem } from '../domain/problem.js';
import type { VisitKind, VisitState } from '../domain/visits.js';
import type { Sql } from './database.js';
import { VISIT_COLUMNS, type VisitRow } from './visits.js';

export interface ListAsk {
  campus: number;
  cursor?: string | undefined;
  limit: number;
  /** Epoch milliseconds. */
  now: number;
}

export interface ListedVisits {
  rows: VisitRow[];
  next: string | null;
}

/** No rule lets a visit last longer: what began before cannot be under way. */
const LONGEST = "interval '31 days'";

/** Visits of a host: those that are under way or to come, soonest first, or those that ended, latest first. */
export async function listOfHost(
  sql: Sql,
  ask: ListAsk & { host: string; when: 'coming' | 'past' },
): Promise<ListedVisits> {
  const [compare, order, bound] =
    ask.when === 'coming'
      ? [
          '>',
          'asc',
          `v.ends_at > to_timestamp($3 / 1000.0) and v.begins_at > to_timestamp($3 / 1000.0) - ${LONGEST}`,
        ]
      : ['<', 'desc', 'v.ends_at <= to_timestamp($3 / 1000.0)'];
  const { rows } = await sql.query<VisitRow>(
    `select ${VISIT_COLUMNS} from visits v
     where v.campus = $1 and v.host = $2 and ${bound} and ${after(ask.cursor, compare, '$4', '$5')}
     order by v.begins_at ${order}, v.id ${order} limit $6`,
    [ask.campus, ask.host, ask.now, ...placeOf(ask.cursor), ask.limit + 1],
  );
  return pageOf(rows, ask.limit);
}

/** Visits that wait for an approver and are not over, soonest first. */
export async function listWaiting(sql: Sql, ask: ListAsk): Promise<ListedVisits> {
  const { rows } = await sql.query<VisitRow>(
    `select ${VISIT_COLUMNS} from visits v
     where v.campus = $1 and v.state = 'requested' and v.ends_at > to_timestamp($2 / 1000.0)
       and ${after(ask.cursor, '>', '$3', '$4')}
     order by v.begins_at, v.id limit $5`,
    [ask.campus, ask.now, ...placeOf(ask.cursor), ask.limit + 1],
  );
  return pageOf(rows, ask.limit);
}

/** Two texts, so that each is answered from the index alone. */
function after(cursor: string | undefined, compare: string, at: string, id: string): string {
  if (cursor === undefined) return `${at}::float8 is null and ${id}::uuid is null`;
  return `(v.begins_at, v.id) ${compare} (to_timestamp(${at}::float8 / 1000.0), ${id}::uuid)`;
}

/** One row more than the page was read, to know whether there is a next one. */
function pageOf(rows: VisitRow[], limit: number): ListedVisits {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { rows: page, next: more ? Buffer.from(`${last.from}|${last.id}`).toString('base64url') : null };
}

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const PLACE = new RegExp(`^(\\d{1,15})\\|(${UUID})$`);
const EXPECTED_PLACE = new RegExp(`^(\\d{1,15})\\|(${UUID})\\|(${UUID})$`);

function unknownCursor(): Problem {
  return new Problem(400, 'invalid_request', 'The cursor is not one of ours.');
}

function placeOf(cursor: string | undefined): [number | null, string | null] {
  if (cursor === undefined) return [null, null];
  const [, at, id] = PLACE.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (at === undefined || id === undefined) throw unknownCursor();
  return [Number(at), id];
}

/** Somebody who comes: a visitor with the visit, or a visit for which nobody has registered yet. */
export interface ExpectedRow {
  visit: string;
  kind: VisitKind;
  state: VisitState;
  /** Of the visit. */
  personal: Buffer;
  /** Epoch milliseconds. */
  from: number;
  until: number;
  points: string[];
  visitor: string | null;
  visitorPersonal: Buffer | null;
  /** When a point of the visit first opened to this visitor on `day`. */
  cameAt: Date | null;
}

export interface ExpectedAsk {
  campus: number;
  /** Epoch milliseconds. `began`: begins then or later; else it only must not be over then. `before`: begins before it. */
  since: number;
  began: boolean;
  before: number | null;
  states: readonly VisitState[];
  /** The local day, for `cameAt`; null asks for no events. */
  day: string | null;
  cursor?: string | undefined;
  limit: number;
}

/**
 * Who comes in a stretch of time, soonest first. The page is found by visits' own index before anything is asked of its
 * rows; an event is found by point and handle, by the index that keeps codes single.
 */
export async function listExpected(
  sql: Sql,
  ask: ExpectedAsk,
): Promise<{ rows: ExpectedRow[]; next: string | null }> {
  const [at, visit, visitor] = expectedPlaceOf(ask.cursor);
  const after =
    at === null
      ? '$7::float8 is null and $8::uuid is null and $9::uuid is null'
      : `(v.begins_at, v.id) >= (to_timestamp($7::float8 / 1000.0), $8::uuid)
         and (v.begins_at, v.id, coalesce(r.id, v.id)) > (to_timestamp($7::float8 / 1000.0), $8::uuid, $9::uuid)`;
  const { rows } = await sql.query<ExpectedRow>(
    `with page as materialized (
       select v.id as visit, v.kind, v.state, v.personal, v.points, v.begins_at, v.ends_at, r.id as visitor,
              r.personal as "visitorPersonal"
       from visits v left join visitors r on r.visit = v.id and r.cancelled_at is null
       where v.campus = $1 and v.state = any($2) and v.ends_at > to_timestamp($3 / 1000.0)
         and v.begins_at >= to_timestamp($3 / 1000.0) - case when $4::boolean then interval '0' else ${LONGEST} end
         and ($5::float8 is null or v.begins_at < to_timestamp($5::float8 / 1000.0)) and ${after}
       order by v.begins_at, v.id, coalesce(r.id, v.id) limit $6)
     select page.visit, page.kind, page.state, page.personal, page.points, page.visitor, page."visitorPersonal",
            (extract(epoch from page.begins_at) * 1000)::float8 as "from",
            (extract(epoch from page.ends_at) * 1000)::float8 as "until", came.at as "cameAt"
     from page left join lateral (
       select min(e.at) as at from handles h
       join events e on e.campus = h.campus and e.point = any(page.points) and e.handle = h.handle and e.outcome = 'grant'
       where h.visitor = page.visitor and h.day = $10::date) came on true
     order by page.begins_at, page.visit, coalesce(page.visitor, page.visit)`,
    [
      ask.campus,
      ask.states,
      ask.since,
      ask.began,
      ask.before,
      ask.limit + 1,
      ...[at, visit, visitor],
      ask.day,
    ],
  );
  const page = rows.slice(0, ask.limit);
  const last = page.at(-1);
  if (rows.length <= ask.limit || last === undefined) return { rows: page, next: null };
  const place = `${last.from}|${last.visit}|${last.visitor ?? last.visit}`;
  return { rows: page, next: Buffer.from(place).toString('base64url') };
}

function expectedPlaceOf(cursor: string | undefined): [number | null, string | null, string | null] {
  if (cursor === undefined) return [null, null, null];
  const [, at, visit, visitor] = EXPECTED_PLACE.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (at === undefined || visit === undefined || visitor === undefined) throw unknownCursor();
  return [Number(at), visit, visitor];
}
