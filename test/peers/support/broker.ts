import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { type Channel, type ChannelModel, connect, type RecoveringChannelModel } from 'amqplib';

const run = promisify(execFile);
const { TEST_AMQP_URL = '', TEST_AMQP_RESTART = '' } = process.env;

export const BROKER = TEST_AMQP_URL;

/** Kills the broker without a word, or starts it again with what it has on disk. */
export async function broker(what: 'down' | 'up'): Promise<void> {
  await run(TEST_AMQP_RESTART, [what]);
}

export interface CloudEvent {
  specversion: string;
  id: string;
  source: string;
  type: string;
  time: string;
  subject: string;
  datacontenttype: string;
  data: Record<string, unknown>;
}

export interface Heard {
  routingKey: string;
  contentType: unknown;
  messageId: unknown;
  deliveryMode: unknown;
  event: CloudEvent;
}

export interface Listener {
  heard: Heard[];
  stop(): Promise<void>;
}

/** A durable queue of its own that hears what a topic exchange is told, and survives the broker. */
export async function listenTo(exchange: string, pattern: string): Promise<Listener> {
  const queue = `listener.${randomBytes(6).toString('hex')}`;
  const heard: Heard[] = [];
  let channel: Channel | undefined;
  const link = await openBroker(async (opened) => {
    channel = opened;
    await channel.assertExchange(exchange, 'topic', { durable: true });
    await channel.assertQueue(queue, { durable: true });
    await channel.bindQueue(queue, exchange, pattern);
    await channel.consume(queue, (message) => {
      if (!message) return;
      const { contentType, messageId, deliveryMode } = message.properties;
      const event = JSON.parse(String(message.content)) as CloudEvent;
      heard.push({ routingKey: message.fields.routingKey, contentType, messageId, deliveryMode, event });
      opened.ack(message);
    });
  });
  const stop = async () => {
    await channel?.deleteQueue(queue);
    await link.close();
  };
  return { heard, stop };
}

/** A connection that comes back with the broker; `setup` runs with each. */
export async function openBroker(
  setup: (channel: Channel) => Promise<void>,
): Promise<RecoveringChannelModel> {
  const link = await connect(BROKER, {
    recovery: {
      maxDelay: 500,
      setup: async (connection: ChannelModel) => {
        connection.on('error', () => undefined);
        const channel = await connection.createChannel();
        channel.on('error', () => undefined);
        // Asking for a queue that is not there yet closes the channel: another connection brings another one.
        channel.on('close', () => void connection.close().catch(() => undefined));
        await setup(channel);
      },
    },
  });
  link.on('error', () => undefined);
  return link;
}
