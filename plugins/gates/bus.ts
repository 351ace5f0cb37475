import type { IClientPublishOptions, IPublishPacket, MqttClient } from 'mqtt';
import type { Logger } from 'pino';
import type { EmbeddedBroker } from './broker/embedded-broker.js';
import { type DeviceName, ROOT, readTopic, type Upward } from './topics.js';

/** What a device said. The response topic and correlation data are MQTT 5's. */
export interface Incoming {
  payload: Buffer;
  /** The broker kept it from before we subscribed. */
  retain: boolean;
  responseTopic?: string;
  correlationData?: Buffer;
}

/** Who hears the devices of one campus. */
export interface Desk {
  /** Never throws. */
  hear(kind: Upward, device: string, message: Incoming): void;
  refused(action: string, device: string, detail: Record<string, unknown>): void;
}

/** One line to the broker for all campuses of this node. */
export class GateBus {
  readonly #desks = new Map<string, Desk>();

  constructor(
    private readonly client: MqttClient,
    private readonly broker: EmbeddedBroker | undefined,
    private readonly log: Logger,
  ) {
    client.on('message', (topic, payload, packet) => this.#heard(topic, payload, packet));
    client.on('connect', () => void this.#subscribe([...this.#desks.keys()]));
  }

  desk(campus: string): Desk | undefined {
    return this.#desks.get(campus);
  }

  /** Hears a campus's devices, their retained states first; returns the undo, which also ends their connections. */
  async join(campus: string, desk: Desk): Promise<() => Promise<void>> {
    this.#desks.set(campus, desk);
    await this.#subscribe([campus]);
    return async () => {
      this.#desks.delete(campus);
      await this.broker?.disconnectCampus(campus);
      if (this.client.connected) await this.client.unsubscribeAsync(this.#topics(campus)).catch(() => {});
    };
  }

  /** True when it is certain that the device cannot be reached now; a broker elsewhere does not tell. */
  isAway({ campus, device }: DeviceName): boolean {
    return !this.client.connected || this.broker?.has(`${campus}/${device}`) === false;
  }

  /** Whether this node's broker is the only one, so that it knows who is connected. */
  get knowsAll(): boolean {
    return this.broker !== undefined;
  }

  /**
   * QoS 1. Throws when there is no line to the broker: what is sent later opens a gate late. `seconds` is the expiry
   * that an MQTT 5 broker keeps; the payload says it too.
   */
  async send(topic: string, message: object, seconds: number, correlationData?: Buffer): Promise<void> {
    if (!this.client.connected) throw new Error('no line to the MQTT broker');
    const options: IClientPublishOptions = { qos: 1 };
    if (this.client.options.protocolVersion === 5) {
      options.properties = { messageExpiryInterval: Math.ceil(seconds), contentType: 'application/json' };
      if (correlationData) options.properties.correlationData = correlationData;
    }
    await this.client.publishAsync(topic, JSON.stringify(message), options);
  }

  #topics(campus: string): string[] {
    // One node of many decides a scan; a state or an ack concerns each of them.
    const share = this.client.options.protocolVersion === 5 ? '$share/gatehouse/' : '';
    return [`${share}${ROOT}/${campus}/+/scan`, `${ROOT}/${campus}/+/ack`, `${ROOT}/${campus}/+/state`];
  }

  async #subscribe(campuses: string[]): Promise<void> {
    if (!this.client.connected || campuses.length === 0) return;
    try {
      await this.client.subscribeAsync(
        campuses.flatMap((campus) => this.#topics(campus)),
        { qos: 1 },
      );
    } catch (error) {
      this.log.error({ error: (error as Error).message }, 'the MQTT broker lets the hub not subscribe');
    }
  }

  #heard(text: string, payload: Buffer, packet: IPublishPacket): void {
    const topic = readTopic(text);
    const desk = topic && this.#desks.get(topic.campus);
    if (!desk) return;
    const { responseTopic, correlationData } = packet.properties ?? {};
    desk.hear(topic.kind, topic.device, {
      payload,
      retain: packet.retain,
      ...(responseTopic === undefined ? {} : { responseTopic }),
      ...(correlationData === undefined ? {} : { correlationData }),
    });
  }
}
