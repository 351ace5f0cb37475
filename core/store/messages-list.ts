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

const COLUMNS = `id, kind, channel, state, cause, uncertain, attempt as attempts, visit, visitor,
  created_at as "createdAt", changed_at as "changedAt", expires_at as "expiresAt", created_at::text as made,
  (state in ('failed', 'uncertain') and content is not null and expires_at > now()) as retriable`;

/** Newest first. Throws `invalid_request` (400) for a cursor that is none of ours. */
export async function readMessages(
  sql: Sql,
  ask: { campus: number; state?: MessageState | undefined; cursor?: string | undefined; limit: number },
): Promise<{ items: MessageRow[]; next: string | null }> {
  const [made, id] = ask.cursor === undefined ? [null, null] : placeOf(ask.cursor);
  const { rows } = await sql.query<Stored>(
    `select ${COLUMNS} from messages
     where campus = $1 and ($2::text is null or state = $2)
       and ($3::timestamptz is null or (created_at, id) < ($3::timestamptz, $4::uuid))
     order by created_at desc, id desc limit $5`,
    [ask.campus, ask.state ?? null, made, id, ask.limit],
  );
  const last = rows.at(-1);
  const next = last && rows.length === ask.limit ? cursorOf(last) : null;
  return { items: rows.map(viewOf), next };
}

export async function readMessage(sql: Sql, ask: { campus: number; id: string }): Promise<MessageRow | null> {
  const { rows } = await sql.query<Stored>(`select ${COLUMNS} from messages where campus = $1 and id = $2`, [
    ask.campus,
    ask.id,
  ]);
  return rows[0] ? viewOf(rows[0]) : null;
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
