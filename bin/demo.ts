import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { loadPlugins } from '../core/host/load-plugins.js';
import { createPool } from '../core/store/database.js';
import { migrate } from '../core/store/migrate.js';
import { createVault } from '../core/store/seal.js';
import { type Gates, startGates } from '../simulators/start-gates.js';
import { type Services, startServices } from '../simulators/start-services.js';
import { applyFiles } from './apply-files.js';
import { demoDevices, deviceAddresses } from './demo-devices.js';
import { demoPlaces } from './demo-places.js';
import { addDemo, DEVICES, listed } from './demo-routes.js';
import { demoSecrets } from './demo-secrets.js';
import { PLUGIN_FOLDER, pluginMigrations } from './plugin-folder.js';
import type { RunningHub } from './start-hub.js';

const EXAMPLES = ['hku', 'hkust-gz'].map((slug) => ({
  slug,
  file: fileURLToPath(new URL(`../examples/${slug}.yaml`, import.meta.url)),
}));

export interface Demo {
  services: Services;
  secret: string;
  password: string;
  /** Campus files, and the environment that they name. */
  files: string[];
  env: Record<string, string>;
  /** Starts the gates of the virtual campus and puts people and gates on the landing page. */
  meet(hub: RunningHub, mqttUrl: string): Promise<Gates>;
}

/**
 * The virtual campus around a hub: its services first, its gates once the hub answers. `certificate` (PEM) is the one that
 * its programs trust where they call the hub at its public address.
 */
export async function startDemo(
  dataDir: string,
  log: Logger,
  clock: () => number,
  certificate?: string,
): Promise<Demo> {
  const now = () => new Date(clock());
  const services = await startServices({
    dataDir: path.join(dataDir, 'virtual-campus'),
    now,
    ...(certificate === undefined ? {} : { hubCertificate: certificate }),
    log: (event) => log.debug({ event }, 'virtual campus'),
  });
  const texts = await Promise.all(EXAMPLES.map(({ file }) => readFile(file, 'utf8')));
  const { secret, tokens } = await demoSecrets(dataDir, tokenVariables(texts));
  const addresses = deviceAddresses(texts, services.pushPort.address);
  const files = EXAMPLES.map(({ file }) => file);
  const env = { ...serviceVariables(services), ...addresses, ...tokens };
  const password = services.people('hku').password;
  return {
    services,
    secret,
    password,
    files,
    env,
    meet: (hub, mqttUrl) => meet({ hub, mqttUrl, services, env, now }),
  };
}

function tokenVariables(texts: readonly string[]): string[] {
  return texts.flatMap((text) => [...text.matchAll(/\$\{env:(\w+_TOKEN)\}/g)].map((match) => match[1] ?? ''));
}

function serviceVariables(services: Services): Record<string, string> {
  return {
    DIRECTORY_URL: services.directoryUrl,
    DIRECTORY_PASSWORD: services.directory.serviceAccount('hku').password,
    HKU_HR_URL: services.hrUrl('hku'),
    HKU_HR_PASSWORD: services.hrCredentials('hku').password,
    HKUST_GZ_HR_URL: services.hrUrl('hkust-gz'),
    HKUST_GZ_HR_PASSWORD: services.hrCredentials('hkust-gz').password,
    HKUST_GZ_APPOINTMENTS_URL: services.appointments.url,
    HKUST_GZ_APPOINTMENTS_SECRET: services.appointments.secret,
    HKUST_GZ_STUDENTS_CSV: services.registerCsvPath('hkust-gz'),
    HKUST_GZ_ALUMNI_CSV: services.alumni.csvPath,
    SMTP_SERVER: services.messages.mail.server,
    SMS_URL: services.messages.sms.url,
    SMS_PASSWORD: services.messages.sms.credentials.password,
    WECHAT_URL: services.wechat.url,
    WECHAT_SECRET: services.wechat.secret,
  };
}

/**
 * The example campuses in the database, as `gatehouse apply` would put them there, but that a plugin which was removed
 * from the house is no mistake in them.
 */
export async function applyExamples(databaseUrl: string, demo: Demo, now: () => number): Promise<void> {
  const plugins = await loadPlugins(PLUGIN_FOLDER);
  await migrate(databaseUrl, pluginMigrations(plugins));
  const pool = createPool(databaseUrl, 2);
  try {
    await applyFiles({ pool, vault: createVault(demo.secret), now }, plugins, demo.files, demo.env, 'ignore');
  } finally {
    await pool.end();
  }
}

interface Meeting {
  hub: RunningHub;
  mqttUrl: string;
  services: Services;
  env: Record<string, string>;
  now: () => Date;
}

async function meet({ hub, mqttUrl, services, env, now }: Meeting): Promise<Gates> {
  const snapshots = EXAMPLES.flatMap(({ slug }) => hub.context.snapshots.bySlug(slug) ?? []);
  const gates = await startGates({
    hub: { httpUrl: hub.localUrl, mqttUrl },
    now,
    pushPort: services.pushPort,
    gates: snapshots.flatMap(({ file }) => demoDevices(file, env)),
  });
  await peopleArrived(hub);
  addDemo({ hub, services, gates, password: services.people('hku').password, now: () => now().getTime() });
  hub.offer({
    people: (campus) => {
      const admins = hub.context.snapshots.bySlug(campus)?.file.roles.admin ?? [];
      return listed(services, campus).map((person) => ({
        ...person,
        loginName: person.shownLogin,
        admin: admins.includes(person.loginName),
      }));
    },
    gateHref: (campus, device) => `${DEVICES}/${campus}/${device}`,
    places: demoPlaces(services, hub),
  });
  return gates;
}

/** Ten seconds: who shows up before HR's first pull has ended would be told that nobody knows of them. */
const FIRST_PULL_MS = 10_000;

async function peopleArrived({ context, host }: RunningHub): Promise<void> {
  const sources = context.snapshots
    .all()
    .reduce((sum, { campus }) => sum + host.hooks(campus).all('eligibility:pull').length, 0);
  const late = performance.now() + FIRST_PULL_MS;
  while (performance.now() < late) {
    const { rows } = await context.pool.query<{ ended: number }>(
      'select count(*)::int as ended from pulls where ended_at is not null',
    );
    if ((rows[0]?.ended ?? 0) >= sources) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  context.log.warn('the first pull from HR has not ended yet');
}
