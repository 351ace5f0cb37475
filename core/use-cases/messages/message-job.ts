import type { MessageKind } from '../../domain/messages.js';

/** Jobs that send messages. Codes that somebody waits for do not queue up behind a batch of invitations. */
export const MESSAGE_JOBS = ['deliver-message', 'deliver-code'] as const;

export function messageJob(kind: MessageKind): (typeof MESSAGE_JOBS)[number] {
  return kind === 'one-time-code' ? 'deliver-code' : 'deliver-message';
}
