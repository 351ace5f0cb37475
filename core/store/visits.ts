import type { VisitKind, VisitState } from '../domain/visits.js';
import type { Sql } from './database.js';

export interface NewVisit {
  /** A random UUID of the caller's, so that what belongs to the visit is written in the same breath. */
  id: string;
  kind: VisitKind;
  state: VisitState;
  host: string | null;
  personal: Buffer;
  /** Epoch milliseconds. */
  from: number;
  until: number;
  points: readonly string[];
  groupSize: number | null;
  /** Of what is not to be written twice, and of all that was asked; null where nobody says. */
  requestKey: Buffer | null;
  requestDigest: Buffer | null;
}

/** Writes visits in one statement; answers the ids of those whose request was not known. */
export async function insertVisits(sql: Sql, campus: number, visits: readonly NewVisit[]): Promise<string[]> {
  const hex = (bytes: Buffer | null) => bytes?.toString('hex') ?? null;
  const rows = visits.map(({ personal, requestKey, requestDigest, ...row }) => ({
    ...row,
    personal: hex(personal),
    key: hex(requestKey),
    digest: hex(requestDigest),
  }));
  const { rows: written } = await sql.query<{ id: string }>(
    `insert into visits (id, campus, kind, state, host, personal, begins_at, ends_at, points, group_size, group_open,
                         request_key, request_digest)
     select id, $1, kind, state, host, decode(personal, 'hex'), to_timestamp("from" / 1000.0),
            to_timestamp("until" / 1000.0), points, "groupSize", case when "groupSize" is not null then true end,
            decode(key, 'hex'), decode(digest, 'hex')
     from jsonb_to_recordset($2::jsonb) as row (id uuid, kind text, state text, host uuid, personal text, "from" float8,
          "until" float8, points text[], "groupSize" integer, key text, digest text)
     order by key
     on conflict (campus, request_key) where request_key is not null do nothing
     returning id`,
    [campus, JSON.stringify(rows)],
  );
  return written.map(({ id }) => id);
}

/** Visits by the keys of their requests (hex), with the digest of what was asked. */
export async function findRequested(
  sql: Sql,
  campus: number,
  keys: readonly Buffer[],
): Promise<Map<string, { id: string; digest: string | null }>> {
  const { rows } = await sql.query<{ key: string; id: string; digest: string | null }>(
    `select encode(request_key, 'hex') as key, id, encode(request_digest, 'hex') as digest from visits
     where campus = $1 and request_key = any($2::bytea[])`,
    [campus, keys],
  );
  return new Map(rows.map(({ key, ...found }) => [key, found]));
}

export interface VisitRow {
  id: string;
  kind: VisitKind;
  state: VisitState;
  version: number;
  host: string | null;
  personal: Buffer;
  /** Epoch milliseconds. */
  from: number;
  until: number;
  points: string[];
  groupSize: number | null;
  groupOpen: boolean | null;
  createdAt: Date;
}

export const VISIT_COLUMNS = `v.id, v.kind, v.state, v.version, v.host, v.personal, v.points,
  (extract(epoch from v.begins_at) * 1000)::float8 as "from", (extract(epoch from v.ends_at) * 1000)::float8 as "until",
  v.group_size as "groupSize", v.group_open as "groupOpen", v.created_at as "createdAt"`;

export async function readVisitRow(sql: Sql, campus: number, id: string): Promise<VisitRow | null> {
  const { rows } = await sql.query<VisitRow>(
    `select ${VISIT_COLUMNS} from visits v where v.campus = $1 and v.id = $2`,
    [campus, id],
  );
  return rows[0] ?? null;
}

/** The visit, held until the transaction ends: whoever opens a handle or registers for it waits, and looks again. */
export async function lockVisit(sql: Sql, campus: number, id: string): Promise<VisitRow | null> {
  const { rows } = await sql.query<VisitRow>(
    `select ${VISIT_COLUMNS} from visits v where v.campus = $1 and v.id = $2 for no key update`,
    [campus, id],
  );
  return rows[0] ?? null;
}

/**
 * Writes what a decision, a change or an end makes of a visit. The row of a batch that is cancelled is forgotten as a
 * request, so that the same row books again; a request under its caller's own key stays the visit that it was.
 */
export async function updateVisit(
  sql: Sql,
  visit: Pick<VisitRow, 'id' | 'state' | 'version' | 'personal' | 'from' | 'until' | 'points' | 'groupOpen'>,
): Promise<void> {
  await sql.query(
    `update visits
     set state = $2, version = $3, personal = $4, begins_at = to_timestamp($5 / 1000.0),
         ends_at = to_timestamp($6 / 1000.0), points = $7, group_open = $8, changed_at = now(),
         request_key = case when $2 = 'cancelled' and request_digest is null then null else request_key end
     where id = $1`,
    [
      visit.id,
      visit.state,
      visit.version,
      visit.personal,
      visit.from,
      visit.until,
      visit.points,
      visit.groupOpen,
    ],
  );
}

/** Visits that ended so long ago that nobody needs to know of them, with all that hangs on them; a part at a time. */
export async function pruneVisits(sql: Sql, now: number): Promise<void> {
  await sql.query(
    `delete from visits where id in (
       select id from visits where ends_at < to_timestamp($1 / 1000.0) - interval '180 days' order by ends_at limit 2000)`,
    [now],
  );
}
