import type { Channel, ChannelModel, ConsumeMessage } from 'amqplib';
import type { AmqpSettings } from '../settings.js';
import type { Inbox } from './inbox.js';
import { readWorkerEvent } from './worker-event.js';

export interface ConsumeAsk {
  settings: AmqpSettings;
  queue: string;
  inbox: Inbox;
  now: () => number;
  arrived(): void;
  /** A message that nobody can read went to the dead-letter queue. */
  unreadable(): void;
}

/**
 * Declares queue and dead-letter queue, both durable, and begins to take messages, never more than `prefetch` at once.
 * Nothing is acknowledged here. What cannot be read is refused to the dead-letter queue, and what takes the hub down
 * again and again goes there by the queue's delivery limit.
 */
export async function consume(connection: ChannelModel, ask: ConsumeAsk): Promise<void> {
  const channel = await connection.createChannel();
  channel.on('error', () => {});
  // A channel that the broker closed alone is no use: the connection is made anew.
  channel.on('close', () => void connection.close().catch(() => {}));
  await declare(channel, ask);
  await channel.prefetch(ask.settings.prefetch);
  await channel.consume(ask.queue, (message) => {
    // The queue was deleted under us.
    if (message === null) void connection.close().catch(() => {});
    else take(channel, message, ask);
  });
}

async function declare(channel: Channel, { settings, queue }: ConsumeAsk): Promise<void> {
  const dead = `${queue}.dead`;
  await channel.assertExchange(dead, 'fanout', { durable: true });
  await channel.assertQueue(dead, { durable: true, arguments: { 'x-queue-type': 'quorum' } });
  await channel.bindQueue(dead, dead, '');
  await channel.assertExchange(settings.exchange, 'topic', { durable: true });
  await channel.assertQueue(queue, {
    durable: true,
    arguments: {
      'x-queue-type': 'quorum',
      'x-delivery-limit': settings.deliveryLimit,
      'x-dead-letter-exchange': dead,
      // Without these two a broker that stops in between may lose the dead letter.
      'x-dead-letter-strategy': 'at-least-once',
      'x-overflow': 'reject-publish',
    },
  });
  await channel.bindQueue(queue, settings.exchange, settings.routingKey);
}

function take(channel: Channel, message: ConsumeMessage, ask: ConsumeAsk): void {
  const event = readWorkerEvent(message.content, ask.settings.orderBy, ask.now());
  if (event === null) {
    settle(() => channel.nack(message, false, false));
    ask.unreadable();
    return;
  }
  ask.inbox.add({ event, ack: () => settle(() => channel.ack(message)) });
  ask.arrived();
}

/** On a channel that closed a moment ago there is nothing to settle any more: the message comes again. */
function settle(work: () => void): void {
  try {
    work();
  } catch {
    // See above.
  }
}
