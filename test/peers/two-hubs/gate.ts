import { execFileSync } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import mqtt from 'mqtt';
import type { Town } from './town.js';

const TOPIC = 'gatehouse/v1/hku/main-library-gate-1';
const AGAIN_MS = 1_000;

/** The Main Library's gate on Mosquitto: it asks again under the same id until a decision comes. */
export class Gate {
  readonly answered = new Map<string, string>();
  #client: mqtt.MqttClient | undefined;
  #over = false;

  constructor(private readonly town: Town) {}

  async connect(): Promise<void> {
    const { TEST_MQTT_URL = '', TEST_MQTT_ADD_DEVICE = '' } = process.env;
    execFileSync(TEST_MQTT_ADD_DEVICE, ['hku/main-library-gate-1', 'password-of-a-gate']);
    const login = { username: 'hku/main-library-gate-1', password: 'password-of-a-gate' };
    const client = await mqtt.connectAsync(TEST_MQTT_URL, { ...login, protocolVersion: 5 });
    this.#client = client;
    client.on('message', (_topic, payload) => {
      const { id, decision } = JSON.parse(String(payload)) as { id: string; decision: string };
      this.answered.set(id, decision);
    });
    await client.subscribeAsync(`${TOPIC}/decision`, { qos: 1 });
  }

  /** One after the other until `stop`; each one is answered before the next. Answers how many there were. */
  async scanUntilStopped(): Promise<number> {
    let n = 0;
    for (; !this.#over; n += 1) await this.#one(`gate-${n}`, await this.town.freshCode());
    return n;
  }

  async #one(id: string, code: string): Promise<void> {
    const at = Date.now();
    const scan = { id, point: 'main-library-gate', code, at: new Date(at).toISOString() };
    const payload = JSON.stringify({ ...scan, expires: new Date(at + 300_000).toISOString() });
    for (let waited = 0; !this.answered.has(id); waited += 20) {
      if (waited % AGAIN_MS === 0) await this.#client?.publishAsync(`${TOPIC}/scan`, payload, { qos: 1 });
      await wait(20);
    }
  }

  stop(): void {
    this.#over = true;
  }

  async end(): Promise<void> {
    await this.#client?.endAsync(true);
  }
}
