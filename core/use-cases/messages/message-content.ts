import { z } from 'zod';
import { messageValues } from '../../domain/message-values.js';
import type { Vault } from '../../store/seal.js';

const PURPOSE = 'message';

const messageContent = z.strictObject({
  to: z.string().min(1).max(320),
  toName: z.string().max(2_000).optional(),
  values: messageValues,
  link: z.enum(['pass', 'group']).optional(),
});

/** All of a message that is about a person: it rests sealed, and only until nothing is to be sent any more. */
export type MessageContent = z.infer<typeof messageContent>;

export function sealContent(vault: Vault, content: MessageContent): Buffer {
  return vault.seal(PURPOSE, JSON.stringify(messageContent.parse(content)));
}

export function openContent(vault: Vault, sealed: Buffer): MessageContent {
  return messageContent.parse(JSON.parse(vault.open(PURPOSE, sealed).toString('utf8')));
}
