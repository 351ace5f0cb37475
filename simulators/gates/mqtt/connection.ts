import { randomBytes } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import type { Log } from '../../support/log.js';
import type { GateConfig, Message } from '../gate.js';
import { topics } from './topics.js';

export interface ConnectionOptions extends GateConfig {
  url: string;
  protocol: 4 | 5;
  /** Milliseconds between two attempts. */
  retryMs: number;
  log: Log;
}

export type Heard = (topic: string, message: Message) => void;

/**
 * The device's line to the broker. Each connection has an id of its own, in its last will as in the state it reports,
 * so that the will of an older connection can be told from the news of a newer one.
 */
export class Connection {
  readonly #events = new EventEmitter();
  #client: MqttClient | undefined;
  #online = false;

  constructor(
    private readonly options: ConnectionOptions,
    private readonly heard: Heard,
    /** Facts that stand in the online state beside `online` and `connection`. */
    private readonly facts: () => Record<string, unknown>,
  ) {}

  get online(): boolean {
    return this.#online;
  }

  /** Resolves when the broker holds the online state; rejects when it refuses the device. */
  async connected(): Promise<void> {
    if (this.#online) return;
    const listening = new AbortController();
    const refused = once(this.#events, 'refused', { signal: listening.signal }).then(([error]) => {
      throw error;
    });
    try {
      await Promise.race([once(this.#events, 'online', { signal: listening.signal }), refused]);
    } finally {
      refused.catch(() => undefined);
      listening.abort();
    }
  }

  open(): void {
    if (this.#client !== undefined) return;
    let connection = randomBytes(8).toString('hex');
    const client = mqtt.connect(this.options.url, this.#connectOptions(connection));
    this.#client = client;
    client.on('reconnect', () => {
      connection = randomBytes(8).toString('hex');
      client.options.will = this.#will(connection);
    });
    client.on('connect', () => {
      // Nagle's algorithm would hold each short answer back for tens of milliseconds.
      (client.stream as unknown as { setNoDelay?(on: boolean): void }).setNoDelay?.(true);
      this.#greet(client, connection).catch((error: unknown) => this.#note('gate:greeting-failed', error));
    });
    client.on('close', () => {
      this.#online = false;
    });
    client.on('error', (error) => {
      this.#note('gate:refused', error);
      this.#events.emit('refused', error);
    });
    client.on('message', (topic, payload) => this.#read(topic, payload));
  }

  /** QoS 1. Kept and sent after a reconnection when there is no line just now. */
  publish(topic: string, message: object): void {
    const properties = this.options.protocol === 5 ? { properties: { contentType: 'application/json' } } : {};
    this.#client?.publish(topic, JSON.stringify(message), { qos: 1, ...properties }, (error) => {
      if (error) this.#note('gate:not-sent', error);
    });
  }

  async publishState(connection: string, client = this.#client): Promise<void> {
    const state = JSON.stringify({ online: true, connection, ...this.facts() });
    await client?.publishAsync(topics(this.options).state, state, { qos: 1, retain: true });
  }

  /** Reports the state anew on the connection that is up. */
  async report(): Promise<void> {
    const will = this.#client?.options.will?.payload;
    if (!this.#online || will === undefined) return;
    await this.publishState((JSON.parse(String(will)) as { connection: string }).connection);
  }

  /** Drops the socket without a word, so that the broker speaks the last will. */
  async destroy(): Promise<void> {
    await this.#end(true);
  }

  /** Says good-bye: the state becomes offline by the device's own word, and no will is spoken. */
  async close(): Promise<void> {
    const will = this.#client?.options.will;
    if (this.#online && will !== undefined) {
      await this.#client?.publishAsync(will.topic, String(will.payload), { qos: 1, retain: true });
    }
    await this.#end(!this.#online);
  }

  async #end(force: boolean): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    this.#online = false;
    await client?.endAsync(force);
  }

  async #greet(client: MqttClient, connection: string): Promise<void> {
    const { decision, command } = topics(this.options);
    await client.subscribeAsync([decision, command], { qos: 1 });
    await this.publishState(connection, client);
    this.#online = client.connected;
    this.#events.emit('online');
  }

  #read(topic: string, payload: Buffer): void {
    try {
      const message: unknown = JSON.parse(payload.toString('utf8'));
      if (typeof message === 'object' && message !== null) this.heard(topic, message as Message);
    } catch (error) {
      this.#note('gate:unreadable', error);
    }
  }

  #connectOptions(connection: string): IClientOptions {
    const { campus, device, token, protocol, retryMs } = this.options;
    return {
      protocolVersion: protocol,
      clientId: `${campus}.${device}`,
      username: `${campus}/${device}`,
      password: token,
      clean: true,
      keepalive: 15,
      reconnectPeriod: retryMs,
      // A device on a wall goes on trying, also when the broker refused it for a while.
      reconnectOnConnackError: true,
      resubscribe: false,
      will: this.#will(connection),
    };
  }

  #will(connection: string): NonNullable<IClientOptions['will']> {
    const payload = Buffer.from(JSON.stringify({ online: false, connection }));
    return { topic: topics(this.options).state, payload, qos: 1, retain: true };
  }

  #note(event: string, error: unknown): void {
    const { campus, device } = this.options;
    this.options.log(event, { campus, device, error: String(error) });
  }
}
