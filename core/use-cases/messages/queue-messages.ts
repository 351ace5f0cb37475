import type { Language } from '../../domain/languages.js';
import type { MessageValues } from '../../domain/message-values.js';
import type { Channel, MessageKind } from '../../domain/messages.js';
import type { Change } from '../../store/change.js';
import { insertMessages } from '../../store/messages.js';
import type { Vault } from '../../store/seal.js';
import { sealContent } from './message-content.js';
import { messageJob } from './message-job.js';

export type { MessageValues };

export interface MessageAsk {
  campus: number;
  kind: MessageKind;
  channel: Channel;
  /** An e-mail address, or a telephone number as E.164 with the plus. */
  to: string;
  toName?: string | undefined;
  language: Language;
  visit?: string | undefined;
  visitor?: string | undefined;
  /** Unique within the campus: what was asked for before is not told twice. Ids and digests only, never a name. */
  dedupe: string;
  /** Epoch milliseconds: not sent at or after it. */
  expires: number;
  values: MessageValues;
  /** A link of its own, minted for each attempt: to the visitor's pass, or to the group's registration. Needs `visit`. */
  link?: 'pass' | 'group' | undefined;
}

/**
 * Asks for messages as part of a change, in one statement; each new one is a job of its own. One whose `dedupe` is
 * known already is left as it is.
 */
export async function queueMessages(to: Change, vault: Vault, asks: readonly MessageAsk[]): Promise<void> {
  if (asks.length === 0) return;
  const rows = asks.map(({ to: address, toName, values, link, ...row }) => ({
    ...row,
    content: sealContent(vault, { to: address, toName, values, link }),
  }));
  for (const { id, kind } of await insertMessages(to.sql, rows)) to.job(messageJob(kind), { message: id });
}
