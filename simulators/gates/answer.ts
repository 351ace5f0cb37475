import { z } from 'zod';
import type { Answer, Message } from './gate.js';

const answer = z.looseObject({
  decision: z.enum(['grant', 'deny']),
  reason: z.string(),
  message: z.string().optional(),
  expires: z.iso.datetime({ offset: true }).optional(),
});

/** Reads what the hub answered to the scan `id`. A device opens for nothing that it cannot read or that is too old. */
export function readAnswer(id: string, body: Message, now: Date): Answer {
  const read = answer.safeParse(body);
  if (!read.success) return noAnswer(id, 'answer_unreadable', body);
  const { decision, reason, message, expires } = read.data;
  if (expires !== undefined && Date.parse(expires) <= now.getTime())
    return noAnswer(id, 'answer_expired', body);
  return { id, decision, reason, ...(message === undefined ? {} : { message }), body };
}

export function noAnswer(id: string, reason: string, body?: Message): Answer {
  return { id, decision: 'no_answer', reason, ...(body === undefined ? {} : { body }) };
}
