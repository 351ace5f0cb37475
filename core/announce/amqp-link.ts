import { setTimeout as pause } from 'node:timers/promises';
import { type ChannelModel, connect, type RecoveringChannelModel } from 'amqplib';
import type { Logger } from 'pino';
import { guardedLookup, refuseLiteral } from '../outbound/guarded-lookup.js';

export interface AmqpLinkAsk {
  /** amqp:// or amqps:// with user and password; never logged. */
  url: string;
  /** The operator's consent to a broker on a private network. */
  allowPrivate: boolean;
  log: Pick<Logger, 'info' | 'warn'>;
  /** Opens channels and declares what is needed; runs with each new connection. A throw is tried again. */
  setup(connection: ChannelModel): Promise<void>;
  /** The connection is gone, and with it every channel. */
  lost(): void;
}

export interface AmqpLink {
  stop(): Promise<void>;
}

const CONNECT_MS = 10_000;
/** A broker that no longer answers must not hold up whoever stops. */
const CLOSE_MS = 2_000;
const RECOVERY = { initialDelay: 200, maxDelay: 15_000, waitForConnect: false };

/**
 * Keeps one connection to an AMQP 0-9-1 broker, made anew after a growing pause whenever it ends. Returns at once: the
 * hub never waits for a broker. What goes wrong is told once, and once more when it is well again.
 */
export async function amqpLink(ask: AmqpLinkAsk): Promise<AmqpLink> {
  refuseLiteral(new URL(ask.url), ask.allowPrivate);
  const link = await connect(ask.url, {
    timeout: CONNECT_MS,
    lookup: guardedLookup(ask.allowPrivate),
    recovery: { ...RECOVERY, setup: (connection: ChannelModel) => ask.setup(watched(connection)) },
  });
  tell(link, ask);
  return { stop: () => Promise.race([link.close(), pause(CLOSE_MS, undefined, { ref: false })]) };
}

/** A channel's or a connection's error comes as an event too, and would end the process without a listener. */
function watched(connection: ChannelModel): ChannelModel {
  connection.on('error', () => {});
  return connection;
}

function tell(link: RecoveringChannelModel, { log, lost }: AmqpLinkAsk): void {
  let isAway = false;
  const away = (error: Error) => {
    if (!isAway) log.warn({ code: codeOf(error) }, 'the message broker is away; tried again');
    isAway = true;
  };
  link.on('error', () => {});
  link.on('connect', () => {
    log.info('connected to the message broker');
    isAway = false;
  });
  link.on('connect-failed', away);
  link.on('disconnect', (error: Error) => {
    away(error);
    lost();
  });
}

/** A broker's sentence may repeat a user's name: only a code goes on. */
function codeOf(error: Error): string {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' || typeof code === 'number' ? String(code) : error.name;
}
