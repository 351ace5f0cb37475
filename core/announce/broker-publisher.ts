import type { ChannelModel, ConfirmChannel } from 'amqplib';
import type { Logger } from 'pino';
import { type AmqpLink, amqpLink } from './amqp-link.js';
import type { BrokerMessage } from './decision-message.js';

/** Hands messages to the broker; resolves when it has confirmed each of them, rejects when one may be lost. */
export type Publish = (messages: readonly BrokerMessage[]) => Promise<void>;

export interface BrokerPublisher {
  publish: Publish;
  isConnected(): boolean;
  stop(): Promise<void>;
}

const CONFIRM_MS = 10_000;

/** A connection of its own with publisher confirms: a broker that blocks publishers must not hold up what comes in. */
export async function brokerPublisher(
  url: string,
  ask: { allowPrivate: boolean; log: Logger; ready(): void },
): Promise<BrokerPublisher> {
  const desk = new Desk(ask.ready);
  const link: AmqpLink = await amqpLink({
    url,
    allowPrivate: ask.allowPrivate,
    log: ask.log,
    setup: (connection) => desk.open(connection),
    lost: () => desk.close(),
  });
  return {
    publish: (messages) => desk.publish(messages),
    isConnected: () => desk.isOpen,
    stop: () => link.stop(),
  };
}

class Desk {
  #channel: ConfirmChannel | undefined;
  readonly #declared = new Set<string>();
  /** Messages that were handed over and neither confirmed nor refused: nothing goes on top of them. */
  #unsettled: Promise<unknown> = Promise.resolve();

  constructor(private readonly ready: () => void) {}

  async open(connection: ChannelModel): Promise<void> {
    const channel = await connection.createConfirmChannel();
    channel.on('error', () => {});
    // A channel that the broker closed alone is no use: the connection is made anew.
    channel.on('close', () => void connection.close().catch(() => {}));
    this.#declared.clear();
    this.#channel = channel;
    this.ready();
  }

  close(): void {
    this.#channel = undefined;
  }

  get isOpen(): boolean {
    return this.#channel !== undefined;
  }

  async publish(messages: readonly BrokerMessage[]): Promise<void> {
    await inTime(this.#unsettled);
    const channel = this.#channel;
    if (!channel) throw new Error('the message broker is away');
    await inTime(this.#declare(channel, messages));
    const confirmed = Promise.all(messages.map((message) => confirm(channel, message)));
    this.#unsettled = confirmed.catch(() => {});
    await inTime(confirmed);
  }

  async #declare(channel: ConfirmChannel, messages: readonly BrokerMessage[]): Promise<void> {
    for (const exchange of new Set(messages.map((message) => message.exchange))) {
      if (this.#declared.has(exchange)) continue;
      await channel.assertExchange(exchange, 'topic', { durable: true });
      this.#declared.add(exchange);
    }
  }
}

function confirm(channel: ConfirmChannel, message: BrokerMessage): Promise<void> {
  const { exchange, routingKey, body, id: messageId, type } = message;
  const properties = {
    persistent: true,
    contentType: 'application/cloudevents+json',
    contentEncoding: 'utf-8',
    ...{ messageId, type, appId: 'gatehouse' },
  };
  return new Promise((resolve, reject) => {
    channel.publish(exchange, routingKey, body, properties, (refused) =>
      refused ? reject(new Error('not confirmed')) : resolve(),
    );
  });
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the message broker does not confirm')), CONFIRM_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
