import { Problem } from '../domain/problem.js';
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

const PLACE = /^(\d{1,15})\|([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

function placeOf(cursor: string | undefined): [number | null, string | null] {
  if (cursor === undefined) return [null, null];
  const [, at, id] = PLACE.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (at === undefined || id === undefined)
    throw new Problem(400, 'invalid_request', 'The cursor is not one of ours.');
  return [Number(at), id];
}
