import type { Logger } from 'pino';
import { startAnnouncing } from '../core/announce/start-announcing.js';
import type { Config } from '../core/config/read-config.js';
import { loadPlugins } from '../core/host/load-plugins.js';
import type { Node } from '../core/host/plugin.js';
import { PluginHost } from '../core/host/plugin-host.js';
import { createApp } from '../core/http/app.js';
import { Gatekeeper } from '../core/http/gatekeeper.js';
import { routeHandler } from '../core/http/route-handler.js';
import { RouteTable } from '../core/http/route-table.js';
import { startWorker, type Worker } from '../core/jobs/worker.js';
import { type Answered, Counters } from '../core/metrics/counters.js';
import { openMetrics } from '../core/metrics/metrics.js';
import { type Phase, readiness } from '../core/metrics/readiness.js';
import { Snapshots } from '../core/snapshots/snapshots.js';
import { createPool } from '../core/store/database.js';
import { EventRecorder } from '../core/store/event-recorder.js';
import { migrate } from '../core/store/migrate.js';
import { RefusalLog } from '../core/store/refusal-log.js';
import { refuseOtherSecret } from '../core/store/refuse-other-secret.js';
import { createVault } from '../core/store/seal.js';
import { tokenDigest } from '../core/store/token.js';
import type { Context } from '../core/use-cases/context.js';
import type { Demo } from '../web/pages/landing/demo.js';
import { pluginEnvironment } from './environment.js';
import { jobHandlers } from './job-handlers.js';
import { keepHouse } from './keep-house.js';
import type { LocalCertificate } from './local-certificate.js';
import { openDoors } from './open-doors.js';
import { ownFiles, ownRoutes } from './own-routes.js';
import { PLUGIN_FOLDER, pluginMigrations } from './plugin-folder.js';
import { reached } from './reached.js';

export interface HubAsk {
  config: Config;
  databaseUrl: string;
  secret: string;
  /** Environment that settings and device tokens may refer to. */
  env: Record<string, string | undefined>;
  log: Logger;
  now?: () => number;
  demoPassword?: string;
  /** With it people are answered by HTTPS, without a proxy. */
  certificate?: LocalCertificate | undefined;
  /** Where the compiled plugins lie; the house's own when absent. */
  pluginFolder?: string;
}

export interface RunningHub {
  /** The address under which people reach the hub. */
  url: string;
  /** Where programs on this machine reach it. */
  localUrl: string;
  context: Context;
  host: PluginHost;
  routes: RouteTable;
  /** Where a service that a plugin announced is reached; throws when there is none. */
  address(service: string): string;
  /** Shows these people and gates on the landing page. */
  offer(demo: Demo): void;
  stop(): Promise<void>;
}

/** The hub, put together: read `build` from top to bottom; stopping is the same list upwards, also when a start fails. */
export async function startHub(ask: HubAsk): Promise<RunningHub> {
  const undo: (() => unknown)[] = [];
  const stop = async () => {
    for (const work of undo.splice(0).reverse()) await work();
  };
  try {
    return { ...(await build(ask, undo)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function build(ask: HubAsk, undo: (() => unknown)[]): Promise<Omit<RunningHub, 'stop'>> {
  const { config, log, now = Date.now } = ask;
  const env = pluginEnvironment(ask.env);
  const plugins = await loadPlugins(ask.pluginFolder ?? PLUGIN_FOLDER);
  await migrate(ask.databaseUrl, pluginMigrations(plugins));
  reached(log, 'migrated');

  const pool = createPool(ask.databaseUrl);
  undo.push(() => pool.end());
  const vault = createVault(ask.secret);
  await refuseOtherSecret(pool, vault);
  const snapshots = new Snapshots({ pool, vault, log, now, env, url: ask.databaseUrl });
  undo.push(() => snapshots.stop());
  const refusals = new RefusalLog(pool, now);
  const announcing = await (config.amqpUrl && startAnnouncing({ pool, log, url: config.amqpUrl }));
  if (announcing) undo.push(() => announcing.stop());
  const counters = new Counters();
  const announced = announcing ? () => announcing.announcer.poke() : undefined;
  const recorder = new EventRecorder(pool, announced, (scans) => counters.wrote(scans));
  const context: Context = { pool, vault, snapshots, recorder, refusals, log, now, tally: counters };
  await snapshots.start();
  reached(log, 'snapshots');

  const doors = await openDoors(config, ask.certificate);
  undo.push(() => doors.drop());
  const addresses = new Map<string, string>();
  const node: Node = {
    publicUrl: doors.publicUrl,
    localUrl: doors.localUrl,
    dataDir: config.dataDir,
    mqttUrl: config.mqttUrl,
    amqpUrl: config.amqpUrl,
    mqttPort: config.mqttPort,
    production: !config.demo,
    env,
    announce: (service, address) => void addresses.set(service, address),
    log,
    now,
    authenticateDevice: (token) => authenticateDevice(context, token),
    secretFor: (purpose) => vault.secretFor(`plugin/${purpose}`),
    ...(ask.demoPassword === undefined ? {} : { demoPassword: ask.demoPassword }),
  };

  const { publicUrl, localUrl } = node;
  const routes = new RouteTable((route) => handler(route));
  const host = new PluginHost({ plugins, context, node, routes, env });
  const secure = publicUrl.startsWith('https:');
  const handler = routeHandler(new Gatekeeper(context, host, publicUrl), secure, counters);
  let demo: Demo | null = null;
  let worker: Worker | undefined;
  let phase: Phase = 'starting';
  const watched = { context, host, announcing: announcing || undefined };
  const metrics = openMetrics(counters, watched);
  const bellAway = () => worker?.isBellAway ?? false;
  const ready = readiness({ ...watched, bellAway, phase: () => phase });
  const { metricsToken } = config;
  const own = { context, host, node, routes, env, demo: () => demo, ready, metrics, metricsToken };
  for (const route of ownRoutes(own)) routes.add(route);
  const statics = ownFiles(plugins);
  const campuses = () => snapshots.all().map(({ file }) => file);
  const { demo: inDemo } = config;
  const ownCertificate = ask.certificate !== undefined;
  const answered = (request: Answered) => counters.answered(request);
  doors.answer(
    createApp({ routes, log, publicUrl, statics, campuses, demo: inDemo, ownCertificate, answered }),
  );

  undo.push(() => host.stop());
  await host.start();
  reached(log, 'plugins');
  const carrier = { databaseUrl: ask.databaseUrl, redisUrl: config.redisUrl };
  worker = startWorker(context, jobHandlers(context, host, publicUrl), carrier);
  undo.push(() => worker?.stop());
  const house = keepHouse(context);
  undo.push(() => house.stop());
  undo.push(() => doors.close());
  undo.push(() => {
    phase = 'stopping';
  });
  phase = 'started';

  return {
    url: publicUrl,
    localUrl,
    context,
    host,
    routes,
    address(service) {
      const address = addresses.get(service);
      if (address === undefined) throw new Error(`no plugin announced ${service}`);
      return address;
    },
    offer: (offered) => {
      demo = offered;
    },
  };
}

/** The device that a token belongs to, on any campus where its plugin is enabled. */
async function authenticateDevice(context: Context, token: string) {
  const digest = tokenDigest(token).toString('hex');
  for (const snapshot of context.snapshots.all()) {
    const device = snapshot.devices.get(digest);
    if (device && snapshot.plugins.get(device.plugin)?.enabled) return { campus: snapshot.slug, device };
  }
  return null;
}
