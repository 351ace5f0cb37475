import type { Channel, MessageState } from '../../domain/messages.js';
import type { Snapshot } from '../../snapshots/snapshot.js';
import { type MessageRow, readMessages } from '../../store/messages-list.js';
import type { Context } from '../context.js';

export interface MessagesPage {
  items: MessageRow[];
  next: string | null;
}

/** Messages of a campus, newest first: states and causes, never to whom or what. `next` goes into `cursor`. */
export async function listMessages(
  context: Pick<Context, 'pool' | 'now'>,
  snapshot: Snapshot,
  ask: {
    state?: MessageState | undefined;
    channel?: Channel | undefined;
    cursor?: string | undefined;
    limit: number;
  },
): Promise<MessagesPage> {
  return readMessages(context.pool, { campus: snapshot.campus, now: context.now(), ...ask });
}
