import { Problem } from '../../domain/problem.js';
import type { Snapshot } from '../../snapshots/snapshot.js';
import { change } from '../../store/change.js';
import { type MessageRow, readMessage, readRecipient } from '../../store/messages-list.js';
import type { Context } from '../context.js';
import { maskedContact } from '../visits/contact.js';
import { openContent } from './message-content.js';

/** A message with enough of its recipient to recognise, never what it says. */
export interface MessageSeen extends MessageRow {
  /** `m•••@example.org`; null once it is forgotten. */
  recipient: string | null;
  /** When it is tried again, ISO 8601; null where it does not wait for that. */
  dueAt: string | null;
}

/** To whom a message goes, masked; that somebody looked stands in the audit. Throws `message_unknown` (404). */
export async function readMessageRecipient(
  context: Pick<Context, 'pool' | 'vault' | 'now'>,
  { campus }: Pick<Snapshot, 'campus'>,
  by: { actor: string },
  id: string,
): Promise<MessageSeen> {
  return change(context.pool, campus, async ({ sql, audit }) => {
    const message = await readMessage(sql, { campus, id, now: context.now() });
    const told = await readRecipient(sql, { campus, id });
    if (!message || !told) throw new Problem(404, 'message_unknown', 'There is no such message.');
    const { content, dueAt } = told;
    const way = message.channel === 'email' ? 'foreign' : 'mainland';
    const recipient = content && maskedContact(way, openContent(context.vault, content).to);
    if (recipient !== null)
      audit({ actor: by.actor, action: 'message.recipient_read', subject: `message:${id}` });
    return { ...message, recipient, dueAt: dueAt?.toISOString() ?? null };
  });
}
