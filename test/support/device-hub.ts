import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { PLUGIN_FOLDER } from '../../bin/plugin-folder.js';
import { type RunningHub, startHub } from '../../bin/start-hub.js';
import { parseCampusFile } from '../../core/campus-file/parse.js';
import type { CampusFile } from '../../core/campus-file/schema.js';
import { secretFields } from '../../core/host/settings-form.js';
import { findPersonByKey } from '../../core/store/people.js';
import { newToken } from '../../core/store/token.js';
import { applyCampus } from '../../core/use-cases/apply-campus.js';
import { configurePlugin } from '../../core/use-cases/configure-plugin.js';
import { issueCode } from '../../core/use-cases/issue-code.js';
import { linkDevice } from '../../core/use-cases/link-device.js';
import { syncEligibility } from '../../core/use-cases/sync-eligibility.js';
import { unlinkDevice } from '../../core/use-cases/unlink-device.js';
import { type FreshDatabase, freshDatabase } from './database.js';

export const SLUG = 'small';
const CAMPUS = 7;
const SECRET = 'the secret of a test with devices, long enough';

export interface TestDevice {
  id: string;
  point: string;
  address?: string;
}

export interface DeviceHubAsk {
  /** The only one that is enabled; its devices ask over HTTP. */
  plugin: string;
  /** Every one is open to staff and students, always. */
  points: { id: string; kind: 'till' | 'printer' }[];
  devices: TestDevice[];
  settings: Record<string, unknown>;
  /** ISO 8601: where the hub's clock starts; it stands still until it is advanced. */
  at: string;
  timeZone: string;
  change?: (file: CampusFile) => void;
}

/** Somebody with a phone. */
export interface TestMember {
  person: string;
  code(): Promise<string>;
  /** Logs this phone out and links another one. */
  newPhone(): Promise<void>;
}

/** A hub with one plugin whose devices speak HTTP, over real sockets on a real database. */
export interface DeviceHub {
  readonly hub: RunningHub;
  database: FreshDatabase;
  clock: { now: number };
  advance(seconds: number): void;
  /** Staff by `staff1`, `staff2` ..., students by `student1` ...: a new record of theirs, and a phone. */
  member(loginName: string): Promise<TestMember>;
  /** The record of a person comes no more. */
  leave(loginName: string): Promise<void>;
  apply(change: (file: CampusFile) => void): Promise<void>;
  configure(settings: Record<string, unknown>): Promise<void>;
  token(device: string): string;
  ask(
    device: string,
    method: string,
    path: string,
    body?: unknown,
    language?: string,
  ): Promise<{ status: number; body: Record<string, unknown> }>;
  /** Stops the hub and starts it again on the same database. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export async function startDeviceHub(ask: DeviceHubAsk): Promise<DeviceHub> {
  const database = await freshDatabase();
  const dataDir = await mkdtemp(path.join(tmpdir(), 'gatehouse-devices-'));
  const pluginFolder = path.join(dataDir, 'plugins');
  await mkdir(pluginFolder);
  await symlink(path.join(PLUGIN_FOLDER, ask.plugin), path.join(pluginFolder, ask.plugin));
  const clock = { now: Date.parse(ask.at) };
  const env = Object.fromEntries(ask.devices.map(({ id }) => [variable(id), newToken()]));
  const start = () =>
    startHub({
      config: {
        ...{ host: '127.0.0.1', port: 0, publicUrl: undefined, databaseUrl: database.url, dataDir },
        ...{ mqttUrl: undefined, mqttPort: 0, redisUrl: undefined, amqpUrl: undefined },
        ...{ secret: SECRET, logLevel: 'silent', demo: true },
      },
      databaseUrl: database.url,
      secret: SECRET,
      env,
      log: pino({ level: process.env['TEST_LOG'] ?? 'silent' }, process.stderr),
      now: () => clock.now,
      pluginFolder,
    });
  let hub = await start();
  const file = campusFile(ask);
  const context = () => hub.context;
  const snapshot = () => {
    const found = context().snapshots.byNumber(CAMPUS);
    if (!found) throw new Error('the campus is not there');
    return found;
  };
  const records = new Map<string, object>();
  const pull = async () => {
    const source = {
      name: 'feed',
      interval: 300,
      async *pull() {
        yield [...records.values()];
        return { full: true, cursor: null, dropLimit: 1 };
      },
    };
    await syncEligibility(context(), snapshot(), 'test', source, new AbortController().signal);
    await context().snapshots.follow();
  };
  const plugin = () => {
    const found = hub.host.plugins.find(({ name }) => name === ask.plugin);
    if (!found) throw new Error(`no plugin ${ask.plugin}`);
    return found;
  };
  const apply = async (change: (file: CampusFile) => void) => {
    change(file);
    const secrets = () => secretFields(plugin().settings);
    await applyCampus(context(), { file, fileName: 'test', env: (name) => env[name], secretFields: secrets });
    await context().snapshots.follow();
    await hub.host.settle(snapshot());
  };
  await apply(ask.change ?? (() => {}));
  return {
    get hub() {
      return hub;
    },
    database,
    clock,
    advance: (seconds) => {
      clock.now += seconds * 1000;
    },
    async member(loginName) {
      records.set(loginName, recordOf(loginName));
      await pull();
      const { pool, vault } = context();
      const person = (await findPersonByKey(pool, vault, CAMPUS, `K-${loginName}`)) ?? '';
      const link = () => linkDevice(context(), snapshot(), { person, label: 'phone', accepted: {} });
      let phone = (await link()).deviceToken;
      return {
        person,
        code: async () => (await issueCode(context(), snapshot(), phone)).text,
        newPhone: async () => {
          await unlinkDevice(context(), snapshot(), person, 'portal');
          phone = (await link()).deviceToken;
        },
      };
    },
    async leave(loginName) {
      records.delete(loginName);
      await pull();
    },
    apply,
    async configure(settings) {
      await configurePlugin(context(), snapshot(), {
        actor: 'admin:test',
        plugin: plugin(),
        secrets: secretFields(plugin().settings),
        env: (name) => env[name],
        enabled: true,
        settings,
      });
      await hub.host.settle(snapshot());
    },
    token: (device) => env[variable(device)] ?? '',
    async ask(device, method, at, body, language = 'en') {
      const response = await fetch(`${hub.url}/api/v1/campuses/${SLUG}/${at}`, {
        method,
        headers: {
          authorization: `Bearer ${env[variable(device)]}`,
          'accept-language': language,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return {
        status: response.status,
        body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
      };
    },
    async restart() {
      await hub.stop();
      hub = await start();
    },
    async stop() {
      await hub.stop();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function variable(device: string): string {
  return `${device.toUpperCase().replaceAll('-', '_')}_TOKEN`;
}

function recordOf(loginName: string): object {
  const [, affiliation, number] = /^(staff|student)(\d+)$/.exec(loginName) ?? [];
  return {
    sourceKey: `K-${loginName}`,
    loginName,
    name: `CHAN Number ${number}`,
    affiliation,
    unit: 'Faculty of Arts',
    appointments: [{ from: '2020-01-01' }],
    card: 'current',
  };
}

function campusFile(ask: DeviceHubAsk): CampusFile {
  const text = `
campus: { number: ${CAMPUS}, slug: ${SLUG}, name: { en: Small Campus }, timeZone: ${ask.timeZone}, languages: [en, zh-Hant, zh-Hans] }
branding: { colour: '#123456', logoText: S, codeName: { en: Code } }
areas: [{ id: site, name: { en: Site } }]
points: ${JSON.stringify(ask.points.map((point) => ({ ...point, area: 'site', name: { en: point.id } })))}
groups:
  - { id: staff, name: { en: Staff }, members: { affiliation: [staff] } }
  - { id: students, name: { en: Students }, members: { affiliation: [student] } }
rules: [{ id: everybody, effect: allow, groups: [staff, students], areas: [site] }]
eligibility: { affiliations: [staff, student] }
roles: { admin: [boss] }
contacts:
  - topic: canteen
    name: { en: Canteen }
    advice: { en: Ask the duty staff at the counter., zh-Hant: 請詢問櫃位職員。, zh-Hans: 请询问柜台职员。 }
links: [{ id: feedback, label: { en: Feedback }, url: 'mailto:desk@campus.example' }]
`;
  const parsed = parseCampusFile(text, 'test.yaml', { checkPluginSettings: () => [] });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const devices = ask.devices.map(({ id, point, address }) => ({
    id,
    plugin: ask.plugin,
    kind: 'http' as const,
    points: [point],
    name: { en: id },
    token: `\${env:${variable(id)}}`,
    ...(address === undefined ? {} : { address }),
  }));
  return { ...parsed.file, plugins: { [ask.plugin]: { enabled: true, settings: ask.settings } }, devices };
}
