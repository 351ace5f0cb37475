import type { Sql } from './database.js';
import { newToken, tokenDigest } from './token.js';
import { VISIT_COLUMNS, type VisitRow } from './visits.js';
import type { VisitorRow } from './visits-visitors.js';

/** Browsers that one visitor may have open at once; the oldest gives way, one that never proved anything first. */
const MOST_SESSIONS = 20;
/** A pass says for a day longer that the visit is over. */
const AFTERWARDS = "interval '1 day'";

/** Where a link leads. `visitor` is null for a group's registration. */
export interface LinkTarget {
  visit: string;
  visitor: string | null;
  way: VisitorRow['way'] | null;
}

/** The living link of a token: not ended, of an approved visit (a group's: not yet declined) that is not over. */
export async function findLink(
  sql: Sql,
  campus: number,
  token: string,
  now: number,
): Promise<LinkTarget | null> {
  const { rows } = await sql.query<LinkTarget>(
    `select l.visit, l.visitor, r.way
     from visit_links l join visits v on v.id = l.visit left join visitors r on r.id = l.visitor
     where l.digest = $2 and l.campus = $1 and l.ended_at is null and v.ends_at > to_timestamp($3 / 1000.0)
       and v.state in ('requested', 'approved')
       and r.cancelled_at is null`,
    [campus, tokenDigest(token), now],
  );
  return rows[0] ?? null;
}

/**
 * Begins a session for each of these visitors; answers the tokens by visitor, and when each ends (epoch ms). Proven ones
 * note the first opening as well.
 */
export async function beginSessions(
  sql: Sql,
  ask: { campus: number; visitors: readonly string[]; proven: boolean; now: number },
): Promise<Map<string, { session: string; until: number }>> {
  const tokens = ask.visitors.map((visitor) => ({ visitor, session: newToken() }));
  const { rows } = await sql.query<{ visitor: string; until: number }>(
    `with made as (
       insert into pass_sessions (digest, campus, visitor, proven_at, created_at, expires_at)
       select new.digest, $1, r.id, case when $4 then to_timestamp($5 / 1000.0) end, to_timestamp($5 / 1000.0),
              v.ends_at + ${AFTERWARDS}
       from unnest($2::uuid[], $3::bytea[]) as new (visitor, digest)
       join visitors r on r.id = new.visitor join visits v on v.id = r.visit
       returning visitor, expires_at),
     opened as (
       update visitors r set opened_at = to_timestamp($5 / 1000.0)
       from (select id from visitors where $4 and id = any($2::uuid[]) and opened_at is null
             order by id for no key update) as first
       where r.id = first.id),
     given_way as (
       delete from pass_sessions p using (
         select digest, row_number() over (
           partition by visitor order by proven_at is not null desc, created_at desc) as place
         from pass_sessions where visitor = any($2::uuid[])) old
       where p.digest = old.digest and old.place >= ${MOST_SESSIONS})
     select visitor, (extract(epoch from expires_at) * 1000)::float8 as until from made`,
    [
      ask.campus,
      tokens.map(({ visitor }) => visitor),
      tokens.map(({ session }) => tokenDigest(session)),
      ask.proven,
      ask.now,
    ],
  );
  const until = new Map(rows.map((row) => [row.visitor, row.until]));
  return new Map(
    tokens.map(({ visitor, session }) => [visitor, { session, until: until.get(visitor) ?? ask.now }]),
  );
}

/** A living session of this visitor, as `beginSessions` answered it; null for any other. */
export async function readSessionOf(
  sql: Sql,
  ask: { campus: number; session: string; visitor: string; now: number },
): Promise<{ proven: boolean; until: number } | null> {
  const { rows } = await sql.query<{ proven: boolean; until: number }>(
    `select proven_at is not null as proven, (extract(epoch from expires_at) * 1000)::float8 as until
     from pass_sessions
     where digest = $2 and campus = $1 and visitor = $3 and expires_at > to_timestamp($4 / 1000.0)`,
    [ask.campus, tokenDigest(ask.session), ask.visitor, ask.now],
  );
  return rows[0] ?? null;
}

/** All that a pass shows and a code needs, as of one instant. */
export interface PassRow {
  proven: boolean;
  visitor: VisitorRow;
  visit: VisitRow;
  /** The living handle of the day, once there is one. */
  handle: string | null;
}

const VISITOR_COLUMNS = `r.id as "visitorId", r.way, r.personal as "visitorPersonal", r.language,
  r.cancelled_at as "cancelledAt", r.opened_at as "openedAt", r.invited_at is not null as invited`;

type Flat = VisitRow &
  Omit<VisitorRow, 'id' | 'visit' | 'personal'> & {
    visitorId: string;
    visitorPersonal: Buffer;
    proven: boolean;
    handle: string | null;
  };

/** The pass of a session, or null when there is none or it has ended. One statement: handle and window belong together. */
export async function readPass(
  sql: Sql,
  ask: { campus: number; session: string; day: string; now: number },
): Promise<PassRow | null> {
  const { rows } = await sql.query<Flat>({
    name: 'read-pass',
    text: `select ${VISIT_COLUMNS}, ${VISITOR_COLUMNS}, s.proven_at is not null as proven, h.handle
     from pass_sessions s
     join visitors r on r.id = s.visitor
     join visits v on v.id = r.visit
     left join handles h on h.visitor = r.id and h.day = $3 and h.voided_at is null
     where s.digest = $2 and s.campus = $1 and s.expires_at > to_timestamp($4 / 1000.0)`,
    values: [ask.campus, tokenDigest(ask.session), ask.day, ask.now],
  });
  return rows[0] ? passOf(rows[0]) : null;
}

/** Passes of a number whose visits are still open, soonest first. */
export async function readPassesOfContact(
  sql: Sql,
  ask: { campus: number; contact: Buffer; now: number; limit: number },
): Promise<PassRow[]> {
  const { rows } = await sql.query<Flat>(
    `select ${VISIT_COLUMNS}, ${VISITOR_COLUMNS}, true as proven, null as handle
     from visitors r join visits v on v.id = r.visit
     where r.campus = $1 and r.contact_digest = $2 and r.way = 'mainland' and r.cancelled_at is null
       and v.state in ('requested', 'approved') and v.ends_at > to_timestamp($3 / 1000.0)
     order by v.begins_at, r.id limit $4`,
    [ask.campus, ask.contact, ask.now, ask.limit],
  );
  return rows.map(passOf);
}

function passOf(row: Flat): PassRow {
  const {
    visitorId,
    visitorPersonal,
    way,
    language,
    cancelledAt,
    openedAt,
    invited,
    proven,
    handle,
    ...visit
  } = row;
  const visitor = { way, language, cancelledAt, openedAt, invited, visit: visit.id };
  return { proven, handle, visit, visitor: { ...visitor, id: visitorId, personal: visitorPersonal } };
}

/** Who looks through this session has shown who it is; answers whether the session is still there. */
export async function proveSession(sql: Sql, campus: number, session: string, now: number): Promise<boolean> {
  const { rowCount } = await sql.query(
    `with proven as (
       update pass_sessions set proven_at = to_timestamp($3 / 1000.0)
       where digest = $2 and campus = $1 and expires_at > to_timestamp($3 / 1000.0)
       returning visitor),
     opened as (
       update visitors r set opened_at = to_timestamp($3 / 1000.0)
       from proven where r.id = proven.visitor and r.opened_at is null)
     select from proven`,
    [campus, tokenDigest(session), now],
  );
  return rowCount === 1;
}

/** Sessions end with their visit, also when its end was moved. */
export async function moveSessions(sql: Sql, visit: string): Promise<void> {
  await sql.query(
    `update pass_sessions s set expires_at = v.ends_at + ${AFTERWARDS}
     from visits v join visitors r on r.visit = v.id
     where v.id = $1 and s.visitor = r.id`,
    [visit],
  );
}

/** Sessions and one-time codes that have run out. */
export async function prunePasses(sql: Sql, now: number): Promise<void> {
  await sql.query('delete from pass_sessions where expires_at < to_timestamp($1 / 1000.0)', [now]);
  await sql.query('delete from one_time_codes where expires_at < to_timestamp($1 / 1000.0)', [now]);
  await sql.query("delete from one_time_sends where at < to_timestamp($1 / 1000.0) - interval '1 day'", [
    now,
  ]);
}
