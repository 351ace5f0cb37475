import type { Language } from '../domain/languages.js';
import type { Channel, MessageKind } from '../domain/messages.js';
import type { Sql } from './database.js';

export interface NewMessage {
  campus: number;
  kind: MessageKind;
  channel: Channel;
  language: Language;
  visit?: string | undefined;
  visitor?: string | undefined;
  dedupe: string;
  /** Epoch milliseconds. */
  expires: number;
  content: Buffer;
}

/** Writes new messages in one statement; answers those that were not known by their `dedupe`. */
export async function insertMessages(
  sql: Sql,
  messages: readonly NewMessage[],
): Promise<{ id: string; kind: MessageKind }[]> {
  const rows = messages.map(({ content, ...row }) => ({ ...row, content: content.toString('base64') }));
  const { rows: written } = await sql.query<{ id: string; kind: MessageKind }>(
    `insert into messages (campus, kind, channel, state, visit, visitor, language, content, dedupe, expires_at)
     select campus, kind, channel, 'queued', visit, visitor, language, decode(content, 'base64'), dedupe,
            to_timestamp(expires / 1000.0)
     from jsonb_to_recordset($1::jsonb) as row (campus integer, kind text, channel text, visit uuid, visitor uuid,
          language text, content text, dedupe text, expires float8)
     on conflict (campus, dedupe) do nothing
     returning id, kind`,
    [JSON.stringify(rows)],
  );
  return written;
}

/** What the worker needs to send a message. */
export interface TakenMessage {
  id: string;
  kind: MessageKind;
  channel: Channel;
  language: Language;
  visit: string | null;
  visitor: string | null;
  content: Buffer | null;
  /** Epoch milliseconds. */
  expires: number;
  attempt: number;
  /** It was being sent when whoever sent it went away. */
  interrupted: boolean;
  /** That had happened before. */
  uncertain: boolean;
}

/** Marks a message as being sent, before anything leaves. Null when there is nothing to send any more. */
export async function takeMessage(
  sql: Sql,
  ask: { campus: number; id: string; now: number },
): Promise<TakenMessage | null> {
  const { rows } = await sql.query<TakenMessage>(
    `with before as (
       select id, state, uncertain from messages
       where campus = $1 and id = $2 and state in ('queued', 'sending') for update)
     update messages m
     set state = 'sending', attempt = m.attempt + 1, uncertain = before.uncertain or before.state = 'sending',
         changed_at = to_timestamp($3 / 1000.0)
     from before where m.id = before.id
     returning m.id, m.kind, m.channel, m.language, m.visit, m.visitor, m.content,
               (extract(epoch from m.expires_at) * 1000)::float8 as expires, m.attempt,
               before.state = 'sending' as interrupted, before.uncertain`,
    [ask.campus, ask.id, ask.now],
  );
  return rows[0] ?? null;
}

export interface Settled {
  state: 'queued' | 'accepted' | 'delivered' | 'uncertain' | 'failed' | 'expired' | 'cancelled';
  cause?: string | undefined;
  providerId?: string | undefined;
  /** It was handed over and not answered. */
  uncertain?: boolean | undefined;
  /** Whether what it says is still needed. */
  keep: boolean;
}

/** Ends an attempt. One that a receipt or a later attempt has overtaken ends nothing. */
export async function settleMessage(
  sql: Sql,
  message: Pick<TakenMessage, 'id' | 'attempt'>,
  to: Settled,
  now: number,
): Promise<void> {
  await sql.query(
    `update messages
     set state = $3, cause = $4, provider_id = coalesce($5, provider_id), uncertain = uncertain or $6,
         content = case when $7 then content end, changed_at = to_timestamp($8 / 1000.0)
     where id = $1 and attempt = $2 and state = 'sending'`,
    [
      message.id,
      message.attempt,
      to.state,
      to.cause ?? null,
      to.providerId ?? null,
      to.uncertain ?? false,
      to.keep,
      now,
    ],
  );
}

/** That an earlier try failed is no news of one that waits to be tried again. */
export async function writeReceipt(
  sql: Sql,
  receipt: { campus: number; now: number; state: 'delivered' | 'failed'; cause?: string | undefined } & (
    | { id: string }
    | { channel: Channel; providerId: string }
  ),
): Promise<void> {
  const [id, channel, providerId] =
    'id' in receipt ? [receipt.id, null, null] : [null, receipt.channel, receipt.providerId];
  await sql.query(
    `update messages set state = $2, cause = $3, content = null, changed_at = to_timestamp($4 / 1000.0)
     where campus = $1 and (id = $5 or (channel = $6 and provider_id = $7))
       and (state in ('sending', 'accepted', 'uncertain') or ($2 = 'delivered' and state in ('queued', 'failed')))
       and attempt > 0`,
    [receipt.campus, receipt.state, receipt.cause ?? null, receipt.now, id, channel, providerId],
  );
}

export async function cancelQueued(
  sql: Sql,
  whose: { visit: string } | { visitor: string },
): Promise<{ kind: MessageKind; visitor: string | null }[]> {
  const [column, id] = 'visit' in whose ? ['visit', whose.visit] : ['visitor', whose.visitor];
  const { rows } = await sql.query<{ kind: MessageKind; visitor: string | null; cancelled: boolean }>(
    `update messages
     set content = null, state = case when state = 'queued' then 'cancelled' else state end, changed_at = now()
     where ${column} = $1 and content is not null and kind <> 'one-time-code'
     returning kind, visitor, state = 'cancelled' as cancelled`,
    [id],
  );
  return rows.filter(({ cancelled }) => cancelled).map(({ kind, visitor }) => ({ kind, visitor }));
}

/** A failed or uncertain message goes back into the queue, if it still can be sent. */
export async function requeueMessage(
  sql: Sql,
  ask: { campus: number; id: string; now: number },
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update messages set state = 'queued', cause = null, changed_at = to_timestamp($3 / 1000.0)
     where campus = $1 and id = $2 and state in ('failed', 'uncertain') and content is not null
       and expires_at > to_timestamp($3 / 1000.0)`,
    [ask.campus, ask.id, ask.now],
  );
  return (rowCount ?? 0) > 0;
}

/** What messages said is forgotten when it is too late to say it, also where no job came to see it. */
export async function expireMessages(sql: Sql, now: number): Promise<void> {
  await sql.query(
    `update messages
     set content = null, changed_at = to_timestamp($1 / 1000.0),
         state = case state when 'queued' then 'expired' when 'sending' then 'uncertain' else state end,
         uncertain = uncertain or state = 'sending'
     where content is not null and expires_at <= to_timestamp($1 / 1000.0)`,
    [now],
  );
}
