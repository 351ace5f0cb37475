import { z } from 'zod';
import type { Channel } from '../../domain/messages.js';
import { Problem } from '../../domain/problem.js';
import type { HookMap } from '../../hooks/hook-map.js';
import { type RenderAsk, renderMessage } from '../../messages/render-message.js';
import type { Snapshot } from '../../snapshots/snapshot.js';
import { settleMessage, type TakenMessage, takeMessage } from '../../store/messages.js';
import { dropLink } from '../../store/visit-links.js';
import type { Context } from '../context.js';
import { failedAttempt, isUncertain, UNCERTAIN } from './failed-attempt.js';
import { type MessageContent, openContent } from './message-content.js';
import { type MadeLink, messageLink } from './message-link.js';

type DeliverContext = Pick<Context, 'pool' | 'vault' | 'now' | 'log'>;

export interface DeliverOn {
  /** Address of the hub as people reach it. */
  publicUrl: string;
  /** Who fills `message:deliver` for a channel on this campus. */
  channel(channel: Channel): HookMap['message:deliver'] | undefined;
  passLinks: readonly HookMap['pass:link'][];
}

const delivery = z.object({
  state: z.enum(['accepted', 'delivered']),
  providerId: z.string().min(1).max(200).optional(),
});

/**
 * One attempt to hand a message over. It is marked as being sent before anything leaves: who finds it so marked knows
 * that its sender died in flight. Throws what the channel threw when the job is to try again; a last or permanent failure
 * is written and not thrown. `last`: no attempt follows.
 */
export async function deliverMessage(
  context: DeliverContext,
  snapshot: Snapshot,
  on: DeliverOn,
  ask: { message: string; last: boolean },
  signal: AbortSignal,
): Promise<void> {
  // Who has lost the job must not take the message from whoever sends it now.
  signal.throwIfAborted();
  const now = context.now();
  const taken = await takeMessage(context.pool, { campus: snapshot.campus, id: ask.message, now });
  if (!taken) return;
  if (nothingToSend(taken, now)) return settleMessage(context.pool, taken, unsent(taken, now), now);
  try {
    const sent = await send(context, snapshot, on, taken, signal);
    await settleMessage(context.pool, taken, { ...sent, keep: false }, context.now());
  } catch (error) {
    const { settled, again } = failedAttempt(error, taken, ask.last);
    await settleMessage(context.pool, taken, settled, context.now());
    if (again) throw error;
    context.log.warn({ message: taken.id, kind: taken.kind, cause: settled.cause }, 'a message was not sent');
  }
}

function nothingToSend(taken: TakenMessage, now: number): boolean {
  return taken.content === null || taken.expires <= now || goneTwice(taken);
}

/** Who sent it died: an invitation goes out once more, and no third time; a one-time code does not. */
function goneTwice({ interrupted, uncertain, kind }: TakenMessage): boolean {
  return interrupted && (uncertain || kind === 'one-time-code');
}

function unsent(taken: TakenMessage, now: number) {
  const keep = taken.kind !== 'one-time-code' && taken.expires > now;
  if (taken.interrupted) return { state: 'uncertain', cause: UNCERTAIN, keep } as const;
  return { state: taken.content === null ? 'cancelled' : 'expired', keep: false } as const;
}

async function send(
  context: DeliverContext,
  snapshot: Snapshot,
  on: DeliverOn,
  message: TakenMessage,
  signal: AbortSignal,
): Promise<z.infer<typeof delivery>> {
  const channel = on.channel(message.channel);
  if (!channel) throw new Problem(503, 'channel_unavailable', 'No plugin that runs carries such messages.');
  const content = openContent(context.vault, message.content ?? Buffer.alloc(0));
  const link = await messageLink(context, snapshot, on, { message, content }, signal);
  try {
    const rendered = await renderMessage(renderAsk(context, snapshot, on, { message, content, link }));
    return told(await channel.deliver(rendered, signal));
  } catch (error) {
    // Nothing left the hub, so nobody has this link.
    if (link && !isUncertain(error)) await dropLink(context.pool, link.token);
    throw error;
  }
}

/** A channel that came back has sent: an answer that cannot be read is no reason to send 150 times. */
function told(answer: unknown): z.infer<typeof delivery> {
  const read = delivery.safeParse(answer);
  if (read.success) return read.data;
  throw new Problem(504, 'delivery_uncertain', 'The channel answered something else than it should.');
}

function renderAsk(
  { now }: DeliverContext,
  { file }: Snapshot,
  { publicUrl }: DeliverOn,
  of: { message: TakenMessage; content: MessageContent; link: MadeLink | null },
): RenderAsk {
  const { id, kind, channel, language, expires } = of.message;
  const { to, toName, values } = of.content;
  return {
    id,
    kind,
    channel,
    language,
    expires,
    to,
    toName,
    values,
    link: of.link,
    now: now(),
    file,
    publicUrl,
  };
}
