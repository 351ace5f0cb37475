import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { applyExamples, type Demo, startDemo } from '../../bin/demo.js';
import { type RunningHub, startHub } from '../../bin/start-hub.js';
import { Person } from '../../bin/tour/person.js';
import { eventually } from '../support/eventually.js';

const log = pino({ level: process.env['TEST_LOG'] ?? 'silent' }, process.stderr);

/**
 * The virtual campus, which stays, and a hub that moves from one database to another under one address. Its clock can
 * stand still, so that a code on a screen outlives a restore on any machine.
 */
export class House {
  #hub: RunningHub | undefined;
  #port = 0;
  #stands: number | undefined;

  private constructor(
    readonly demo: Demo,
    private readonly folder: string,
  ) {}

  static async begin(): Promise<House> {
    const folder = await mkdtemp(path.join(tmpdir(), 'gatehouse-operations-'));
    return new House(await startDemo(folder, log, Date.now), folder);
  }

  readonly now = (): number => this.#stands ?? Date.now();

  /** Just begun as a step is, so that seconds may pass before its code ends. */
  standStill(): void {
    this.#stands = Date.now();
  }

  /** Of a clock that stands still. */
  later(seconds: number): void {
    this.#stands = this.now() + seconds * 1000;
  }

  get hub(): RunningHub {
    if (!this.#hub) throw new Error('the hub is not open');
    return this.#hub;
  }

  /** Puts both example campuses into an empty database. */
  found(databaseUrl: string): Promise<void> {
    return applyExamples(databaseUrl, this.demo, this.now);
  }

  async open(databaseUrl: string, secret = this.demo.secret): Promise<void> {
    const { env, password: demoPassword } = this.demo;
    const config = {
      ...{ host: '127.0.0.1', port: this.#port, publicUrl: undefined, databaseUrl, mqttUrl: undefined },
      ...{ mqttPort: 0, secret, dataDir: this.folder, logLevel: 'silent', demo: true },
    };
    this.#hub = await startHub({ config, databaseUrl, secret, env, log, demoPassword, now: this.now });
    this.#port = Number(new URL(this.#hub.url).port);
  }

  async close(): Promise<void> {
    await this.#hub?.stop();
    this.#hub = undefined;
  }

  async end(): Promise<void> {
    await this.close();
    await this.demo.services.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Somebody signed in, once HR has told of them. */
  async signedIn(campus: string, loginName: string): Promise<Person> {
    return eventually(async () => {
      const person = new Person(this.hub.url, campus, loginName);
      await person.signIn(this.demo.password);
      return (await person.card()).body['state'] === 'active' && person;
    });
  }

  /** What the hub answers a scanner of the Chi Wah gates. */
  async decide(point: string, code: string, requestId: string): Promise<Record<string, unknown>> {
    const response = await fetch(`${this.hub.url}/api/v1/campuses/hku/points/${point}/decisions`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${this.demo.env['HKU_CHI_WAH_GATES_TOKEN']}`,
      },
      body: JSON.stringify({ code, requestId }),
    });
    return (await response.json()) as Record<string, unknown>;
  }
}
