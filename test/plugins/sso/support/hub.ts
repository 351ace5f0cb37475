import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { parse } from 'yaml';
import { applyFiles } from '../../../../bin/apply-files.js';
import { PLUGIN_FOLDER, pluginMigrations } from '../../../../bin/plugin-folder.js';
import { type RunningHub, startHub } from '../../../../bin/start-hub.js';
import { loadPlugins } from '../../../../core/host/load-plugins.js';
import { migrate } from '../../../../core/store/migrate.js';
import { createVault } from '../../../../core/store/seal.js';
import type { Directory } from '../../../../simulators/directory/start-directory.js';
import { type FreshDatabase, freshDatabase } from '../../../support/database.js';
import { startTestDirectory } from './directory.js';

const SECRET = 'a secret of the tests, long enough to be one';

/** Portals of both campuses. Nothing listens at their addresses: a test reads the redirect that would lead there. */
export const PORTAL = {
  clientId: 'portal',
  name: 'Library portal',
  redirectUris: ['https://portal.example/cb'],
  postLogoutRedirectUris: ['https://portal.example/bye'],
  clientSecret: 'the portal and the hub alone know this',
};
export const TILL = {
  clientId: 'till',
  redirectUris: ['https://till.example/cb'],
  trusted: true,
  hubApi: true,
};

export interface SsoHub {
  hub: RunningHub;
  directory: Directory;
  database: FreshDatabase;
  /** Whole lines of what the hub logged. */
  logged: string[];
  clock: { now: number };
  /** Another node at the same public address; answers where it really listens. */
  secondNode(): Promise<string>;
  stop(): Promise<void>;
}

/** A hub with the two example campuses, of whose plugins only `sso` is enabled, and their directory. */
export async function startSsoHub(more: { demoPassword?: string; settings?: object } = {}): Promise<SsoHub> {
  const directory = await startTestDirectory();
  const database = await freshDatabase();
  const dataDir = await mkdtemp(path.join(tmpdir(), 'gatehouse-sso-'));
  const logged: string[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) });
  const clock = { now: Date.now() };
  const env = { DIRECTORY_URL: directory.url, DIRECTORY_PASSWORD: directory.serviceAccount('hku').password };
  await applyCampuses(database, dataDir, env, more.settings ?? {});
  const hubs: RunningHub[] = [];
  const node = async (port = 0, publicUrl?: string) => {
    const config = { host: '127.0.0.1', port, publicUrl, mqttPort: 0, secret: SECRET, dataDir, demo: true };
    const hub = await startHub({
      config: { ...config, databaseUrl: database.url, mqttUrl: undefined, logLevel: 'debug' },
      databaseUrl: database.url,
      secret: SECRET,
      env,
      log,
      now: () => clock.now,
      ...(more.demoPassword === undefined ? {} : { demoPassword: more.demoPassword }),
    });
    hubs.push(hub);
    return hub;
  };
  const hub = await node();
  return {
    hub,
    directory,
    database,
    logged,
    clock,
    async secondNode() {
      const port = await freePort();
      await node(port, hub.url);
      return `http://127.0.0.1:${port}`;
    },
    async stop() {
      for (const one of hubs.reverse()) await one.stop();
      await directory.stop();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function applyCampuses(
  database: FreshDatabase,
  dataDir: string,
  env: Record<string, string>,
  settings: object,
): Promise<void> {
  const plugins = await loadPlugins(PLUGIN_FOLDER);
  await migrate(database.url, pluginMigrations(plugins));
  const files = await Promise.all(['hku', 'hkust-gz'].map((slug) => campusFile(slug, dataDir, settings)));
  await applyFiles({ pool: database.pool, vault: createVault(SECRET), now: Date.now }, plugins, files, env);
}

/** JSON is YAML: the example with our portals, and with no device or other plugin. */
async function campusFile(slug: string, dataDir: string, settings: object): Promise<string> {
  const example = fileURLToPath(new URL(`../../../../examples/${slug}.yaml`, import.meta.url));
  const campus = parse(await readFile(example, 'utf8'));
  const sso = { ...campus.plugins.sso.settings, clients: [PORTAL, TILL], ...settings };
  const file = path.join(dataDir, `${slug}.yaml`);
  await writeFile(
    file,
    JSON.stringify({ ...campus, devices: [], plugins: { sso: { enabled: true, settings: sso } } }),
  );
  return file;
}
