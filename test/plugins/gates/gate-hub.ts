import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import type { CampusFile } from '../../../core/campus-file/schema.js';
import { stepStart } from '../../../core/codes/step.js';
import { writeLive } from '../../../core/codes/write-live.js';
import type { Node, Plugin } from '../../../core/host/plugin.js';
import { PluginHost } from '../../../core/host/plugin-host.js';
import { RouteTable } from '../../../core/http/route-table.js';
import { pushPolicyHandler } from '../../../core/jobs/push-policy-handler.js';
import { startWorker } from '../../../core/jobs/worker.js';
import { Snapshots } from '../../../core/snapshots/snapshots.js';
import { type DeviceState, readDeviceStates } from '../../../core/store/device-states.js';
import { EventRecorder } from '../../../core/store/event-recorder.js';
import { RefusalLog } from '../../../core/store/refusal-log.js';
import { createVault } from '../../../core/store/seal.js';
import { newToken, tokenDigest } from '../../../core/store/token.js';
import { applyCampus } from '../../../core/use-cases/apply-campus.js';
import type { Context } from '../../../core/use-cases/context.js';
import gates from '../../../plugins/gates/index.js';
import { freshDatabase } from '../../support/database.js';
import { EAST, gateCampus, tokenName, WEST } from './campus-files.js';

export interface StoredEvent {
  device: string;
  point: string;
  outcome: string;
  reason: string;
}

/** A hub with the gates plugin and nothing else: real database, host and broker; its clock runs ahead as told. */
export interface GateHub {
  context: Context;
  host: PluginHost;
  /** Where gates connect. */
  mqttUrl: string;
  /** Moves the hub's clock. */
  advance(ms: number): void;
  token(campus: string, device: string): string;
  /** Gives a device a new token; it counts from the next `apply`. */
  renewToken(campus: string, device: string): Promise<string>;
  apply(file: CampusFile): Promise<void>;
  /** A code of somebody of the staff, of the step that holds the hub's time. */
  code(campus: string): string;
  events(campus: string): Promise<StoredEvent[]>;
  audited(campus: string, action: string): Promise<{ actor: string; detail: Record<string, unknown> }[]>;
  state(campus: string, device: string): Promise<DeviceState | undefined>;
  /** Pushes that were asked for and have not begun. */
  pushesToBegin(campus: string): Promise<number>;
  stop(): Promise<void>;
}

/** `mqttUrl`: a broker elsewhere, with the hub's name and password in it; `provision` tells it of a device. */
export async function startGateHub(elsewhere?: {
  mqttUrl: string;
  provision(name: string, token: string): Promise<void>;
}): Promise<GateHub> {
  const database = await freshDatabase();
  const { pool, url } = database;
  const log = pino({ level: 'silent' });
  let ahead = 0;
  const now = () => Date.now() + ahead;
  const vault = createVault('a secret for tests');
  const snapshots = new Snapshots({ pool, vault, log, now, url });
  const recorder = new EventRecorder(pool);
  const context: Context = {
    pool,
    vault,
    snapshots,
    recorder,
    refusals: new RefusalLog(pool, now),
    log,
    now,
  };
  const tokens: Record<string, string> = {};
  const renewToken = async (campus: string, device: string) => {
    const token = newToken();
    tokens[tokenName(campus, device)] = token;
    await elsewhere?.provision(`${campus}/${device}`, token);
    return token;
  };
  const apply = async (file: CampusFile) => {
    await applyCampus(context, {
      file,
      fileName: 'test',
      env: (name) => tokens[name],
      secretFields: () => [],
    });
    await snapshots.follow();
    const snapshot = snapshots.bySlug(file.campus.slug);
    if (snapshot) await host.settle(snapshot);
  };
  const number = (campus: string) => snapshots.bySlug(campus)?.campus ?? 0;

  const addresses = new Map<string, string>();
  const host = new PluginHost({
    plugins: [gates as Plugin],
    context,
    node: testNode(context, elsewhere?.mqttUrl, addresses),
    routes: new RouteTable(() => (_request, response) => void response.end()),
    env: (name) => tokens[name],
  });
  const worker = startWorker(context, {
    'push-policy': pushPolicyHandler(context, ({ campus }, name) =>
      host.hooks(campus).of('policy:push', name),
    ),
  });

  for (const campus of [WEST, EAST])
    for (const device of ['north', 'south']) await renewToken(campus, device);
  await snapshots.start();
  await host.start();
  for (const campus of [WEST, EAST] as const) await apply(await gateCampus(campus));
  return {
    context,
    host,
    mqttUrl: addresses.get('mqtt') ?? '',
    advance: (ms) => {
      ahead += ms;
    },
    token: (campus, device) => tokens[tokenName(campus, device)] ?? '',
    renewToken,
    apply,
    code: (campus) => codeFor(context, campus),
    async events(campus) {
      const { rows } = await pool.query<StoredEvent>(
        'select device, point, outcome, reason from events where campus = $1 order by id',
        [number(campus)],
      );
      return rows;
    },
    async audited(campus, action) {
      const { rows } = await pool.query<{ actor: string; detail: Record<string, unknown> }>(
        'select actor, detail from audit where campus = $1 and action = $2 order by id',
        [number(campus), action],
      );
      return rows;
    },
    async pushesToBegin(campus) {
      const { rowCount } = await pool.query(
        `select 1 from outbox where campus = $1 and kind = 'push-policy' and attempt = 0 and done_at is null`,
        [number(campus)],
      );
      return rowCount ?? 0;
    },
    state: async (campus, device) => (await readDeviceStates(pool, number(campus), device)).get(device),
    async stop() {
      await worker.stop(0);
      await host.stop();
      await snapshots.stop();
      await database.drop();
    },
  };
}

function testNode(context: Context, mqttUrl: string | undefined, addresses: Map<string, string>): Node {
  return {
    dataDir: '',
    publicUrl: 'http://localhost',
    localUrl: 'http://127.0.0.1',
    mqttUrl,
    mqttPort: 0,
    production: false,
    announce: (service, address) => void addresses.set(service, address),
    log: context.log,
    now: context.now,
    async authenticateDevice(token) {
      const digest = tokenDigest(token).toString('hex');
      for (const { slug, devices, plugins } of context.snapshots.all()) {
        const device = devices.get(digest);
        if (device && plugins.get(device.plugin)?.enabled) return { campus: slug, device };
      }
      return null;
    },
    secretFor: (purpose) => context.vault.secretFor(purpose),
  };
}

function codeFor(context: Context, slug: string): string {
  const snapshot = context.snapshots.bySlug(slug);
  const signer = snapshot?.signers[0];
  const group = snapshot?.source.groups.find(({ id }) => id === 'staff');
  if (!snapshot || !signer || !group) throw new Error(`no campus ${slug} that can sign`);
  const handle = randomBytes(8).toString('hex');
  const issued = stepStart(handle, Math.floor(context.now() / 1000));
  return writeLive({ campus: snapshot.campus, ...signer }, { handle, groups: [group.number], issued });
}
