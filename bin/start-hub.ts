import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Request } from 'express';
import type { Logger } from 'pino';
import type { Config } from '../core/config/read-config.js';
import { loadPlugins } from '../core/host/load-plugins.js';
import type { Node } from '../core/host/plugin.js';
import { PluginHost } from '../core/host/plugin-host.js';
import { createApp } from '../core/http/app.js';
import { Gatekeeper } from '../core/http/gatekeeper.js';
import { openApiRoute } from '../core/http/openapi.js';
import { campusStyleRoute } from '../core/http/page/campus-style.js';
import type { AnyRoute } from '../core/http/route.js';
import { routeHandler } from '../core/http/route-handler.js';
import { RouteTable } from '../core/http/route-table.js';
import { decideRoute } from '../core/http/routes/decide.js';
import { eventsRoute } from '../core/http/routes/events.js';
import { healthRoutes } from '../core/http/routes/health.js';
import { liveEventsRoute } from '../core/http/routes/live-events.js';
import { pluginRoutes } from '../core/http/routes/plugins.js';
import { pullRoute } from '../core/http/routes/pulls.js';
import { sessionRoutes } from '../core/http/session/routes.js';
import { startWorker } from '../core/jobs/worker.js';
import { Snapshots } from '../core/snapshots/snapshots.js';
import { createPool } from '../core/store/database.js';
import { EventRecorder } from '../core/store/event-recorder.js';
import { migrate } from '../core/store/migrate.js';
import { RefusalLog } from '../core/store/refusal-log.js';
import { createVault } from '../core/store/seal.js';
import { tokenDigest } from '../core/store/token.js';
import type { Context } from '../core/use-cases/context.js';
import { consolePluginPages } from '../web/pages/console-plugins/routes.js';
import { type Demo, landingPage } from '../web/pages/landing/route.js';
import { premisesPage } from '../web/pages/premises/route.js';
import { pluginEnvironment } from './environment.js';
import { jobHandlers } from './job-handlers.js';
import { keepHouse } from './keep-house.js';
import { PLUGIN_FOLDER, pluginMigrations } from './plugin-folder.js';

export interface HubAsk {
  config: Config;
  databaseUrl: string;
  secret: string;
  /** Environment that settings and device tokens may refer to. */
  env: Record<string, string | undefined>;
  log: Logger;
  now?: () => number;
  demoPassword?: string;
  /** Where the compiled plugins lie; the house's own when absent. */
  pluginFolder?: string;
}

export interface RunningHub {
  /** The hub's address on this machine. */
  url: string;
  context: Context;
  host: PluginHost;
  routes: RouteTable;
  /** Where a service that a plugin announced is reached; throws when there is none. */
  address(service: string): string;
  /** Shows these people and gates on the landing page. */
  offer(demo: Demo): void;
  stop(): Promise<void>;
}

const OUT = fileURLToPath(new URL('..', import.meta.url));

/** The hub, put together: read it from top to bottom; stopping is the same list upwards. */
export async function startHub(ask: HubAsk): Promise<RunningHub> {
  const { config, log, now = Date.now } = ask;
  const env = pluginEnvironment(ask.env);
  const plugins = await loadPlugins(ask.pluginFolder ?? PLUGIN_FOLDER);
  await migrate(ask.databaseUrl, pluginMigrations(plugins));

  const pool = createPool(ask.databaseUrl);
  const vault = createVault(ask.secret);
  const snapshots = new Snapshots({ pool, vault, log, now, url: ask.databaseUrl });
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
  await snapshots.start();

  const server = createServer();
  const port = await listen(server, config.port, config.host);
  const localUrl = `http://${config.host === '0.0.0.0' ? '127.0.0.1' : config.host}:${port}`;
  const publicUrl = config.publicUrl ?? `http://localhost:${port}`;

  const addresses = new Map<string, string>();
  const node: Node = {
    dataDir: config.dataDir,
    publicUrl,
    localUrl,
    mqttUrl: config.mqttUrl,
    mqttPort: config.mqttPort,
    production: !config.demo,
    announce: (service, address) => void addresses.set(service, address),
    log,
    now,
    authenticateDevice: (token) => authenticateDevice(context, token),
    secretFor: (purpose) => vault.secretFor(`plugin/${purpose}`),
    ...(ask.demoPassword === undefined ? {} : { demoPassword: ask.demoPassword }),
  };
  const routes = new RouteTable((route) => handler(route));
  const host = new PluginHost({ plugins, context, node, routes, env });
  const gatekeeper = new Gatekeeper(context, host, publicUrl);
  const handler = routeHandler(gatekeeper, publicUrl.startsWith('https:'));
  let demo: Demo | null = null;
  const own: AnyRoute[] = [
    ...healthRoutes(context),
    openApiRoute(routes, () => snapshots.all().map(({ slug }) => slug), publicUrl),
    decideRoute(context, host),
    eventsRoute(context),
    liveEventsRoute(context),
    pullRoute(context, host),
    ...pluginRoutes(context, host, env),
    ...sessionRoutes(context, host, node),
    campusStyleRoute((slug) => snapshots.bySlug(slug)?.file),
    landingPage(context, () => demo),
    premisesPage(context),
    ...consolePluginPages(context, host, env),
  ];
  for (const route of own) routes.add(route);
  const app = createApp({
    routes,
    log,
    publicUrl,
    statics: statics(plugins),
    signInPath: (request) => signInPath(context, request),
  });
  server.on('request', app);
  await host.start();

  const worker = startWorker(context, jobHandlers(context, host));
  const house = keepHouse(context);

  return {
    url: publicUrl,
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
    async stop() {
      server.close();
      house.stop();
      await worker.stop();
      await host.stop();
      server.closeAllConnections();
      await snapshots.stop();
      await pool.end();
    },
  };
}

async function listen(server: Server, port: number, host: string): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return (server.address() as AddressInfo).port;
}

function statics(plugins: readonly { name: string }[]) {
  return [
    { path: '/assets/styles', folder: `${OUT}/web/styles` },
    ...plugins.map(({ name }) => ({
      path: `/assets/plugins/${name}`,
      folder: `${OUT}/public/styles/${name}`,
    })),
    { path: '/assets', folder: `${OUT}/public` },
  ];
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

/** A page of a campus sends who is not signed in to that campus's sign-in, and back afterwards. */
function signInPath(context: Context, request: Request): string | null {
  const slug = /^\/([^/]+)\//.exec(request.path)?.[1];
  if (slug === undefined || !context.snapshots.bySlug(slug)) return null;
  return `/${slug}/sign-in?${new URLSearchParams({ to: request.originalUrl })}`;
}
