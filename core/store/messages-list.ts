import type { Channel, MessageKind, MessageState } from '../domain/messages.js';
import { Problem } from '../domain/problem.js';
import type { Sql } from './database.js';

/** A message as an administrator sees it: how it went, not to whom. Times are ISO 8601. */
export interface MessageRow {
  id: string;
  kind: MessageKind;
  channel: Channel;
  state: MessageState;
  cause: string | null;
  /** It may have arrived twice, under one Message-ID. */
  uncertain: boolean;
  attempts: number;
  visit: string | null;
  visitor: string | null;
  createdAt: string;
  changedAt: string;
  expiresAt: string;
  /** Whether POST .../retry would send it. */
  retriable: boolean;
}

type Stored = Omit<MessageRow, 'createdAt' | 'changedAt' | 'expiresAt'> & {
  createdAt: Date;
  changedAt: Date;
  expiresAt: Date;
  /** With microseconds, which a Date has not. */
  made: string;
};

/** `now`: the placeholder of the hub's own time, by which a retry is taken or refused. */
const columns = (
  now: string,
) => `id, kind, channel, state, cause, uncertain, attempt as attempts, visit, visitor,
  created_at as "createdAt", changed_at as "changedAt", expires_at as "expiresAt", created_at::text as made,
  (state in ('failed', 'uncertain') and content is not null and expires_at > to_timestamp(${now} / 1000.0)) as retriable`;

export interface MessagesAsk {
  campus: number;
  /** Epoch milliseconds. */
  now: number;
  state?: MessageState | undefined;
  channel?: Channel | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** Newest first, from one index whatever is filtered by. Throws `invalid_request` (400) for a cursor that is none of ours. */
export async function readMessages(
  sql: Sql,
  ask: MessagesAsk,
): Promise<{ items: MessageRow[]; next: string | null }> {
  const values: unknown[] = [];
  const $ = (value: unknown) => `$${values.push(value)}`;
  const [made, id] = ask.cursor === undefined ? [] : placeOf(ask.cursor);
  const conditions = [
    `campus = ${$(ask.campus)}`,
    ask.state !== undefined && `state = ${$(ask.state)}`,
    ask.channel !== undefined && `channel = ${$(ask.channel)}`,
    made !== undefined && `(created_at, id) < (${$(made)}::timestamptz, ${$(id)}::uuid)`,
  ].filter((one) => one !== false);
  const { rows } = await sql.query<Stored>(
    `select ${columns($(ask.now))} from messages where ${conditions.join(' and ')}
     order by created_at desc, id desc limit ${$(ask.limit)}`,
    values,
  );
  const last = rows.at(-1);
  const next = last && rows.length === ask.limit ? cursorOf(last) : null;
  return { items: rows.map(viewOf), next };
}

export async function readMessage(
  sql: Sql,
  { campus, id, now }: { campus: number; id: string; now: number },
): Promise<MessageRow | null> {
  const { rows } = await sql.query<Stored>(
    `select ${columns('$3')} from messages where campus = $1 and id = $2`,
    [campus, id, now],
  );
  return rows[0] ? viewOf(rows[0]) : null;
}

/** To whom a message goes, sealed; null content once it is forgotten. And when it is tried again, where it waits. */
export async function readRecipient(
  sql: Sql,
  ask: { campus: number; id: string },
): Promise<{ content: Buffer | null; dueAt: Date | null } | null> {
  const { rows } = await sql.query<{ content: Buffer | null; dueAt: Date | null }>(
    `select m.content, (
       select max(o.due_at) from outbox o
       where m.state = 'queued' and o.campus = m.campus and o.kind in ('deliver-message', 'deliver-code')
         and o.done_at is null and o.dead_at is null and o.payload ->> 'message' = m.id::text) as "dueAt"
     from messages m where m.campus = $1 and m.id = $2`,
    [ask.campus, ask.id],
  );
  return rows[0] ?? null;
}

/** When a visit is, ISO 8601. */
export interface VisitTime {
  from: string;
  until: string;
}

/** When the visits of these messages are, by id. */
export async function readVisitTimes(
  sql: Sql,
  campus: number,
  visits: readonly string[],
): Promise<Map<string, VisitTime>> {
  const { rows } = await sql.query<{ id: string; from: Date; until: Date }>(
    `select id, begins_at as "from", ends_at as "until" from visits
     where campus = $1 and id = any($2::uuid[])`,
    [campus, [...new Set(visits)]],
  );
  return new Map(
    rows.map(({ id, from, until }) => [id, { from: from.toISOString(), until: until.toISOString() }]),
  );
}

function viewOf({ made: _, createdAt, changedAt, expiresAt, ...row }: Stored): MessageRow {
  return {
    ...row,
    createdAt: createdAt.toISOString(),
    changedAt: changedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  };
}

function cursorOf({ made, id }: Pick<Stored, 'made' | 'id'>): string {
  return Buffer.from(`${made}|${id}`).toString('base64url');
}

const PLACE = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?[+-]\d\d(?::\d\d)?)\|([0-9a-f-]{36})$/;

function placeOf(cursor: string): [string, string] {
  const place = PLACE.exec(Buffer.from(cursor, 'base64url').toString('utf8'));
  if (!place?.[1] || !place[2]) throw new Problem(400, 'invalid_request', 'The cursor is not one of ours.');
  return [place[1], place[2]];
}
