import type { DecisionEvent } from '../domain/decision-event.js';
import { Problem } from '../domain/problem.js';
import type { Outcome, Reason } from '../domain/reasons.js';
import type { Sql } from './database.js';
import { type EventRow, eventOf } from './events.js';

/** What somebody looks for. Instants in epoch milliseconds; `until` is not inside. */
export interface EventFilter {
  point?: string | undefined;
  device?: string | undefined;
  outcome?: Outcome | undefined;
  reason?: Reason | undefined;
  from?: number | undefined;
  until?: number | undefined;
}

export interface SearchAsk extends EventFilter {
  campus: number;
  slug: string;
  /** The only points whose events may be seen; null for all. */
  seen: readonly string[] | null;
  /** Id of an event: only those before it. */
  before?: number | undefined;
  /** Id of an event: only those that were recorded after it. */
  after?: number | undefined;
  limit: number;
}

export interface FoundEvents {
  items: DecisionEvent[];
  /** What goes into `before` for those after these; null where there are no more. */
  next: string | null;
  /** Where the search stopped before the page was full: nothing is known of what was before. */
  lookedTo: string | null;
}

/**
 * Events that are read for one page at most. What no index tells is looked for among them, so that a search that finds
 * nothing ends as soon as one that finds plenty. Most pages are full after a few of them.
 */
const READ = { few: 2_000, most: 10_000 };
/** Each point of an owner is asked by itself, until they are so many that a look at everything finds them as well. */
const MOST_STREAMS = 50;

/** Newest first by their own time. Throws `invalid_request` (400) for a cursor that is no event of the campus. */
export async function searchEvents(sql: Sql, ask: SearchAsk): Promise<FoundEvents> {
  const points = pointsOf(ask);
  if (points?.length === 0) return { items: [], next: null, lookedTo: null };
  const place = await placeOf(sql, ask);
  const how = plan(ask, points);
  const each = { few: ofEach(ask, how, READ.few), most: ofEach(ask, how, READ.most) };
  const found = await read(sql, ask, { points, place, how, each: each.few });
  // Of many streams, or for a large page, the first look was as far as the second one would be.
  if (found.lookedTo === null || each.few === each.most) return found;
  return read(sql, ask, { points, place, how, each: each.most });
}

interface Reading {
  points: readonly string[] | null;
  place: { at: string } | undefined;
  how: Plan;
  /** Events that are read of each stream. */
  each: number;
}

/** A page and what tells that there are more; where no index tells all, so many that all streams give `most`. */
function ofEach({ limit }: SearchAsk, { whole, streams }: Plan, most: number): number {
  return whole ? limit + 1 : Math.max(limit + 1, Math.ceil(most / streams));
}

async function read(sql: Sql, ask: SearchAsk, { points, place, how, each }: Reading): Promise<FoundEvents> {
  const { rows } = await sql.query<Row>(how.text, [
    ask.campus,
    points,
    ask.device ?? null,
    ask.outcome ?? null,
    ask.reason ?? null,
    ask.from ?? null,
    ask.until ?? null,
    place?.at ?? null,
    ask.before ?? null,
    ask.after ?? 0,
    each,
    ask.limit + 1,
  ]);
  return pageOf(rows, ask);
}

function pointsOf({ point, seen }: SearchAsk): readonly string[] | null {
  if (point === undefined) return seen;
  return seen === null || seen.includes(point) ? [point] : [];
}

/** With all that the database keeps of it: two events may be of one millisecond. */
async function placeOf(sql: Sql, { campus, before }: SearchAsk): Promise<{ at: string } | undefined> {
  if (before === undefined) return undefined;
  const { rows } = await sql.query<{ at: string }>(
    'select at::text as at from events where id = $2 and campus = $1',
    [campus, before],
  );
  if (!rows[0]) throw new Problem(400, 'invalid_request', 'The cursor is not one of ours.');
  return rows[0];
}

interface Plan {
  text: string;
  /** Whether an index tells all that is asked. */
  whole: boolean;
  streams: number;
}

/** By which index events are read: the one that leaves the least to look at. Anything else is compared. */
function plan(ask: SearchAsk, points: readonly string[] | null): Plan {
  const { device, outcome, reason, after } = ask;
  const unusual = reason !== undefined && reason !== 'permitted';
  const by = (stream: string, told: boolean, streams = 1): Plan => ({
    text: statement(stream),
    whole: told && outcome === undefined,
    streams,
  });
  if (after !== undefined) return by(STREAMS.number, !points && !device && !reason);
  if (device !== undefined) return by(STREAMS.device, !points && !reason);
  if (points && points.length <= MOST_STREAMS) return by(STREAMS.points, !reason, points.length);
  if (unusual) return by(STREAMS.reason, !points);
  return by(STREAMS.all, !points && !reason);
}

const COLUMNS = 'id, point, device, at, outcome, reason, rule, version, origin';
const TIME = `id > $10::bigint and ($6::float8 is null or at >= to_timestamp($6 / 1000.0)) and ($7::float8 is null or at < to_timestamp($7 / 1000.0))
  and ($8::timestamptz is null or (at, id) < ($8::timestamptz, $9::bigint))`;
const newest = (where: string, order = 'at desc, id desc') =>
  `select ${COLUMNS} from events where campus = $1 and ${where} and ${TIME} order by ${order} limit $11`;

const STREAMS = {
  all: `select 1 as stream, e.* from (${newest('true')}) e`,
  number: `select 1 as stream, e.* from (${newest('true', 'id desc')}) e`,
  device: `select 1 as stream, e.* from (${newest('device = $3')}) e`,
  reason: `select 1 as stream, e.* from (${newest("reason = $5 and reason <> 'permitted'")}) e`,
  points: `select s.stream, e.* from unnest($2::text[]) with ordinality as s (wanted, stream)
           cross join lateral (${newest('point = s.wanted')}) e`,
};

/**
 * Reads so many of each stream, and answers those that fit. A stream that gave all that was asked may hold more: nothing
 * before its last is answered, and `edge` is the newest such place.
 */
function statement(stream: string): string {
  return `with looked as (
       select *, row_number() over (partition by stream order by at desc, id desc) as nth from (${stream}) read),
     edge as (select at, id from looked where nth = $11 order by at desc, id desc limit 1),
     found as (
       select ${COLUMNS} from looked
       where ($2::text[] is null or point = any($2)) and ($3::text is null or device = $3)
         and ($4::text is null or outcome = $4) and ($5::text is null or reason = $5)
         and not exists (select from edge where (looked.at, looked.id) < (edge.at, edge.id))
       order by at desc, id desc limit $12)
     select found.*, found.id::text as id, edge.id::text as "edgeId", edge.at as "edgeAt"
     from (values (1)) one left join edge on true left join found on true
     order by found.at desc, found.id desc`;
}

type Row = (EventRow | { id: null }) & { edgeId: string | null; edgeAt: Date | null };

function pageOf(rows: Row[], { slug, limit }: SearchAsk): FoundEvents {
  const found = rows.flatMap(({ edgeId: _, edgeAt: __, ...row }) =>
    row.id === null ? [] : eventOf(row, slug),
  );
  const items = found.slice(0, limit);
  if (found.length > limit) return { items, next: items.at(-1)?.id ?? null, lookedTo: null };
  const [first] = rows;
  return { items, next: first?.edgeId ?? null, lookedTo: first?.edgeAt?.toISOString() ?? null };
}
