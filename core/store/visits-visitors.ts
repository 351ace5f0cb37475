import type { Language } from '../domain/languages.js';
import type { MessageKind, MessageState } from '../domain/messages.js';
import type { VisitorWay } from '../domain/visits.js';
import type { Sql } from './database.js';

export interface NewVisitor {
  id: string;
  visit: string;
  way: VisitorWay;
  contactDigest: Buffer;
  personal: Buffer;
  language: Language;
  /** An invitation is asked for in the same transaction. */
  invited: boolean;
}

/** Writes visitors in one statement; answers the ids of those that the visit did not have. */
export async function insertVisitors(
  sql: Sql,
  campus: number,
  visitors: readonly NewVisitor[],
  now: number,
): Promise<string[]> {
  const rows = visitors.map(({ contactDigest, personal, ...row }) => ({
    ...row,
    contact: contactDigest.toString('hex'),
    personal: personal.toString('hex'),
  }));
  const { rows: written } = await sql.query<{ id: string }>(
    `insert into visitors (id, campus, visit, way, contact_digest, personal, language, invited_at)
     select id, $1, visit, way, decode(contact, 'hex'), decode(personal, 'hex'), language,
            case when invited then to_timestamp($3 / 1000.0) end
     from jsonb_to_recordset($2::jsonb) as row (id uuid, visit uuid, way text, contact text, personal text, language text,
          invited boolean)
     on conflict (visit, contact_digest) do nothing
     returning id`,
    [campus, JSON.stringify(rows), now],
  );
  return written.map(({ id }) => id);
}

export interface VisitorRow {
  id: string;
  visit: string;
  way: VisitorWay;
  personal: Buffer;
  language: Language;
  cancelledAt: Date | null;
  openedAt: Date | null;
  /** Told of the visit, or about to be. */
  invited: boolean;
}

const COLUMNS = `r.id, r.visit, r.way, r.personal, r.language, r.cancelled_at as "cancelledAt",
  r.opened_at as "openedAt", r.invited_at is not null as invited`;

/** Who comes still, of one visit. */
export async function readVisitors(sql: Sql, visit: string): Promise<VisitorRow[]> {
  const { rows } = await sql.query<VisitorRow>(
    `select ${COLUMNS} from visitors r where r.visit = $1 and r.cancelled_at is null order by r.created_at, r.id`,
    [visit],
  );
  return rows;
}

/** One visitor of a visit, also a cancelled one. The visit is locked: visitors are taken off it under its lock only. */
export async function readVisitor(sql: Sql, visit: string, id: string): Promise<VisitorRow | null> {
  const { rows } = await sql.query<VisitorRow>(
    `select ${COLUMNS} from visitors r where r.visit = $1 and r.id = $2`,
    [visit, id],
  );
  return rows[0] ?? null;
}

/**
 * Takes a visitor off. The digest of the address makes room for the same address, which may come again: what it is mixed
 * with is no secret, only another one for each.
 */
export async function cancelVisitorRow(sql: Sql, id: string, now: number): Promise<void> {
  await sql.query(
    `update visitors set cancelled_at = to_timestamp($2 / 1000.0), contact_digest = sha256(contact_digest || uuid_send(id))
     where id = $1`,
    [id, now],
  );
}

export interface ToldVisitor extends VisitorRow {
  message: { id: string; kind: MessageKind; state: MessageState; cause: string | null; at: Date } | null;
}

/** The first `each` visitors of every visit, who comes still before who does not, with the newest message to each. */
export async function readToldVisitors(
  sql: Sql,
  visits: readonly string[],
  each: number,
): Promise<ToldVisitor[]> {
  type Row = VisitorRow & {
    message: string | null;
    kind: MessageKind;
    state: MessageState;
    cause: string | null;
    at: Date;
  };
  const { rows } = await sql.query<Row>(
    `select r.*, m.id as message, m.kind, m.state, m.cause, m.changed_at as at
     from unnest($1::uuid[]) as wanted (visit)
     cross join lateral (
       select ${COLUMNS}, r.created_at from visitors r where r.visit = wanted.visit
       order by r.cancelled_at is not null, r.created_at, r.id limit $2) r
     left join lateral (
       select id, kind, state, cause, changed_at from messages
       where visitor = r.id and kind <> 'one-time-code' order by created_at desc limit 1) m on true
     order by r."cancelledAt" is not null, r.created_at, r.id`,
    [visits, each],
  );
  return rows.map(({ message, kind, state, cause, at, ...row }) => ({
    ...row,
    message: message === null ? null : { id: message, kind, state, cause, at },
  }));
}

/** How many are registered for each visit. */
export async function countVisitors(sql: Sql, visits: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql.query<{ visit: string; count: number }>(
    `select visit, count(*)::int as count from visitors
     where visit = any($1::uuid[]) and cancelled_at is null group by visit`,
    [visits],
  );
  return new Map(rows.map(({ visit, count }) => [visit, count]));
}

/** Notes who has an invitation on its way, or no longer has one. */
export async function markInvited(sql: Sql, visitors: readonly string[], at: number | null): Promise<void> {
  if (visitors.length === 0) return;
  await sql.query(
    'update visitors set invited_at = to_timestamp($2::float8 / 1000.0) where id = any($1::uuid[])',
    [visitors, at],
  );
}
