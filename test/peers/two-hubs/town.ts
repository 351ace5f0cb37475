import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { pino } from 'pino';
import { type Demo, startDemo } from '../../../bin/demo.js';
import { newHandle } from '../../../core/codes/handle.js';
import { stepStart } from '../../../core/codes/step.js';
import { writeLive } from '../../../core/codes/write-live.js';
import { freePort } from '../../../core/store/embedded/ports.js';
import { type CodeSigner, readKeys } from '../../../core/store/keys.js';
import { createVault } from '../../../core/store/seal.js';
import { ROOT } from '../../docs/fenced.js';
import { type FreshDatabase, freshDatabase } from '../../support/database.js';
import { FrontDoor } from './front-door.js';

const PROGRAM = fileURLToPath(new URL('../../../bin/gatehouse.js', import.meta.url));
const SECRET = 'the secret of two hubs, long enough for production';
const run = promisify(execFile);

/** compose.yaml's topology from processes: two hubs as production starts them, real servers, the proxy in front. */
export class Town {
  readonly vault = createVault(SECRET);
  readonly #hubs: (ChildProcess | undefined)[] = [];
  #signer: { key: CodeSigner; groups: number[] } | undefined;

  private constructor(
    readonly database: FreshDatabase,
    readonly demo: Demo,
    readonly proxy: FrontDoor,
    private readonly folder: string,
    private readonly ports: readonly [number, number],
  ) {}

  static async begin(): Promise<Town> {
    const folder = await mkdtemp(path.join(tmpdir(), 'gatehouse-two-hubs-'));
    const demo = await startDemo(path.join(folder, 'demo'), pino({ level: 'silent' }), Date.now);
    const proxy = await FrontDoor.prepare(path.join(folder, 'private'));
    const ports = [await freePort(), await freePort()] as const;
    const town = new Town(await freshDatabase(), demo, proxy, folder, ports);
    try {
      await town.#gatehouse(['apply', 'examples/hku.yaml', 'examples/hkust-gz.yaml']);
      await Promise.all([town.startHub(1), town.startHub(2)]);
      await proxy.start(ports);
      return town;
    } catch (error) {
      await town.end();
      throw error;
    }
  }

  async end(): Promise<void> {
    await this.proxy.stop();
    for (const hub of this.#hubs) hub?.kill('SIGKILL');
    await this.demo.services.stop();
    await this.database.drop();
    await rm(this.folder, { recursive: true, force: true });
  }

  #environment(hub: 1 | 2): Record<string, string | undefined> {
    const {
      TEST_MQTT_URL = '',
      TEST_MQTT_USER,
      TEST_MQTT_PASSWORD,
      TEST_REDIS_URL,
      TEST_AMQP_URL,
    } = process.env;
    const { host } = new URL(TEST_MQTT_URL);
    return {
      ...process.env,
      ...this.demo.env,
      ...{ GATEHOUSE_SECRET: SECRET, PUBLIC_URL: this.proxy.url, DATABASE_URL: this.database.url },
      ...{ MQTT_URL: `mqtt://${TEST_MQTT_USER}:${TEST_MQTT_PASSWORD}@${host}` },
      ...{
        REDIS_URL: TEST_REDIS_URL,
        AMQP_URL: TEST_AMQP_URL,
        LOG_LEVEL: process.env['TEST_LOG'] ?? 'error',
      },
      ...{ HOST: '127.0.0.1', PORT: String(this.ports[hub - 1]) },
      GATEHOUSE_DATA: path.join(this.folder, 'data'),
    };
  }

  async #gatehouse(words: string[]): Promise<void> {
    await run(process.execPath, [PROGRAM, ...words], { cwd: ROOT, env: this.#environment(1) });
  }

  async startHub(hub: 1 | 2): Promise<void> {
    const child = spawn(process.execPath, [PROGRAM, 'start'], {
      env: this.#environment(hub),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#hubs[hub - 1] = child;
    let said = '';
    await new Promise<void>((resolve, reject) => {
      child.stdout.on('data', (chunk) => {
        said = (said + String(chunk)).slice(-4_000);
        if (said.includes('ready at')) resolve();
      });
      child.once('exit', () => reject(new Error(`a hub ended: ${said}`)));
    });
  }

  async killHub(hub: 1 | 2): Promise<void> {
    const child = this.#hubs[hub - 1];
    child?.kill('SIGKILL');
    if (child) await once(child, 'exit');
  }

  /** A code that nobody has shown yet, as the phone of somebody of the staff shows it now. */
  async freshCode(): Promise<string> {
    this.#signer ??= await this.#readSigner();
    const { key, groups } = this.#signer;
    const handle = newHandle();
    const facts = { handle, groups, issued: stepStart(handle, Math.floor(Date.now() / 1000)) };
    return writeLive({ campus: 1, key: key.key, privateKey: key.privateKey }, facts);
  }

  async #readSigner(): Promise<{ key: CodeSigner; groups: number[] }> {
    const { pool } = this.database;
    const { signers } = await readKeys(pool, this.vault, 1);
    const { rows } = await pool.query<{ number: number }>(
      "select number from groups where campus = 1 and id = 'staff'",
    );
    const [key] = signers;
    if (!key) throw new Error('no key signs');
    return { key, groups: rows.map(({ number }) => number) };
  }
}
