import { mkdtemp, rm, writeFile } from 'node:fs/promises';
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

  /** With the secret and the devices' tokens that an earlier hub had, or new ones. */
  static async begin(earlier?: { secret: string; tokens: Record<string, string> }): Promise<House> {
    const folder = await mkdtemp(path.join(tmpdir(), 'gatehouse-operations-'));
    if (earlier) await writeFile(path.join(folder, 'demo.json'), JSON.stringify(earlier));
    return new House(await startDemo(folder, log, Date.now), folder);
  }

  readonly now = (): number => this.#stands ?? Date.now();

  standStill(at = Date.now()): void {
    this.#stands = at;
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

  /** Every source of people has told of them once: who signs in before is a stranger. */
  async peopleArrived(): Promise<void> {
    const { context, host } = this.hub;
    const sources = context.snapshots
      .all()
      .reduce((sum, { campus }) => sum + host.hooks(campus).all('eligibility:pull').length, 0);
    await eventually(async () => {
      const { rowCount } = await context.pool.query('select 1 from pulls where ended_at is not null');
      return rowCount !== null && rowCount >= sources;
    });
  }

  async signedIn(campus: string, loginName: string): Promise<Person> {
    const person = new Person(this.hub.url, campus, loginName);
    await person.signIn(this.demo.password);
    return person;
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
