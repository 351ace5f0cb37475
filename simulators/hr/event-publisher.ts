import { setTimeout as pause } from 'node:timers/promises';
import { type ChannelModel, type ConfirmChannel, connect } from 'amqplib';
import { type WorkerChange, workerEvent } from './worker-event.js';

export interface EventPublisherOptions {
  /** amqp:// address of RabbitMQ. */
  broker: string;
  /** A durable topic exchange; `hr.events` when absent. */
  exchange?: string;
  campus: string;
}

export interface EventPublisher {
  /** Goes out after all that was published before; tried again until the broker confirms it. */
  publish(change: WorkerChange): void;
  /** Until the broker has confirmed all that was published. */
  confirmed(): Promise<void>;
  stop(): Promise<void>;
}

const RETRY_MS = 200;

/** HR's side of the events: one after the other, persistent, with publisher confirms. */
export async function startEventPublisher(options: EventPublisherOptions): Promise<EventPublisher> {
  const { broker, exchange = 'hr.events', campus } = options;
  const stopping = new AbortController();
  let channel: ConfirmChannel | undefined;
  const link = await connect(broker, {
    recovery: {
      maxDelay: 1_000,
      setup: async (connection: ChannelModel) => {
        connection.on('error', () => undefined);
        const opened = await connection.createConfirmChannel();
        opened.on('error', () => undefined);
        await opened.assertExchange(exchange, 'topic', { durable: true });
        channel = opened;
      },
    },
  });
  link.on('error', () => undefined);
  link.on('disconnect', () => {
    channel = undefined;
  });
  let last: Promise<void> = Promise.resolve();
  const send = async (change: WorkerChange): Promise<void> => {
    while (!stopping.signal.aborted) {
      if (channel && (await publishOnce(channel, exchange, workerEvent(campus, change)))) return;
      await pause(RETRY_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  return {
    publish: (change) => {
      last = last.then(() => send(change));
    },
    confirmed: () => last,
    async stop() {
      stopping.abort();
      await link.close();
    },
  };
}

function publishOnce(
  channel: ConfirmChannel,
  exchange: string,
  { routingKey, event }: ReturnType<typeof workerEvent>,
): Promise<boolean> {
  const body = Buffer.from(JSON.stringify(event));
  const properties = {
    persistent: true,
    contentType: 'application/cloudevents+json',
    messageId: event.id,
    type: event.type,
  };
  return new Promise((resolve) => {
    try {
      channel.publish(exchange, routingKey, body, properties, (refused) => resolve(!refused));
    } catch {
      resolve(false);
    }
  });
}
