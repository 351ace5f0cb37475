import { randomBytes } from 'node:crypto';
import mqtt, { type IPublishPacket, type MqttClient } from 'mqtt';
import { until } from '../../core/jobs/until.js';

/** A message's fields as they came. */
export interface Body {
  id?: unknown;
  at?: unknown;
  expires?: unknown;
  reason?: unknown;
  version?: unknown;
  payload?: unknown;
  [field: string]: unknown;
}

export interface Heard {
  topic: string;
  body: Body;
  packet: IPublishPacket;
}

/** A bare MQTT client in a gate's place: what it says and hears is what stands on the wire. */
export class RawGate {
  readonly heard: Heard[] = [];
  readonly #ended: Promise<void>;

  private constructor(
    readonly client: MqttClient,
    readonly name: string,
    /** Of this connection, in its state and its last will. */
    readonly connection: string,
  ) {
    client.on('message', (topic, payload, packet) => {
      this.heard.push({ topic, body: JSON.parse(payload.toString()) as Body, packet });
    });
    client.on('error', () => {});
    this.#ended = new Promise((resolve) => client.once('close', () => resolve()));
  }

  /** Connects as `name`, listens to its own topics and says that it is there. Rejects when it is refused. */
  static async connect(
    url: string,
    ask: {
      name: string;
      token: string;
      protocol: 4 | 5;
      willOn?: string;
      clientId?: string;
      version?: number;
    },
  ): Promise<RawGate> {
    const connection = randomBytes(8).toString('hex');
    const client = await mqtt.connectAsync(url, {
      username: ask.name,
      password: ask.token,
      protocolVersion: ask.protocol,
      reconnectPeriod: 0,
      ...(ask.clientId === undefined ? {} : { clientId: ask.clientId }),
      will: {
        topic: ask.willOn ?? `gatehouse/v1/${ask.name}/state`,
        payload: Buffer.from(JSON.stringify({ online: false, connection })),
        qos: 1,
        retain: true,
      },
    });
    const gate = new RawGate(client, ask.name, connection);
    await client.subscribeAsync(
      [gate.topic('decision'), gate.topic('decision/lane-2'), gate.topic('command')],
      {
        qos: 1,
      },
    );
    await gate.say('state', { online: true, connection, ...(ask.version ? { version: ask.version } : {}) });
    return gate;
  }

  topic(kind: string): string {
    return `gatehouse/v1/${this.name}/${kind}`;
  }

  /** Resolves when the broker has taken it, or has ended the connection over it. */
  async say(kind: string, body: object | string, properties?: IPublishPacket['properties']): Promise<void> {
    await this.publish(this.topic(kind), body, properties);
  }

  async publish(
    topic: string,
    body: object | string,
    properties?: IPublishPacket['properties'],
  ): Promise<void> {
    if (!this.client.connected) return;
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const retain = topic.endsWith('/state');
    const sent = this.client.publishAsync(topic, text, {
      qos: 1,
      retain,
      ...(properties ? { properties } : {}),
    });
    // MQTT 5 answers a refused message with a reason, 3.1.1 has no word for it.
    await Promise.race([sent, this.#ended]).catch(() => {});
  }

  /** The next message on one of its topics, the `skip` first ones left out. */
  hears(kind: string, skip = 0): Promise<Heard> {
    return until(
      () => this.heard.filter(({ topic }) => topic === this.topic(kind))[skip],
      `${this.name} hears ${kind}`,
    );
  }

  /** The answer to the scan with this id. */
  answerTo(id: string): Promise<Heard> {
    return until(() => this.heard.find(({ body }) => body.id === id), `${this.name} is answered ${id}`);
  }

  async subscribe(filter: string): Promise<void> {
    await this.client.subscribeAsync(filter, { qos: 1 }).catch(() => {});
  }

  /** Resolves when the broker has ended the connection. */
  get ended(): Promise<void> {
    return this.#ended;
  }

  /** As if its cable was pulled. */
  cut(): void {
    this.client.stream.destroy();
  }

  async close(): Promise<void> {
    await this.client.endAsync(true);
  }
}
