import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import express, { type Request } from 'express';
import { pino } from 'pino';
import { parseCampusFile } from '../../../../core/campus-file/parse.js';
import type { CampusFile } from '../../../../core/campus-file/schema.js';
import { Problem } from '../../../../core/domain/problem.js';
import type { Scope } from '../../../../core/host/plugin.js';
import { createApp } from '../../../../core/http/app.js';
import { cookie } from '../../../../core/http/choose-language.js';
import type { Gatekeeper } from '../../../../core/http/gatekeeper.js';
import { campusStyleRoute } from '../../../../core/http/page/campus-style.js';
import type { Principal } from '../../../../core/http/principal.js';
import type { AnyRoute } from '../../../../core/http/route.js';
import { routeHandler } from '../../../../core/http/route-handler.js';
import { RouteTable } from '../../../../core/http/route-table.js';
import plugin from '../../../../plugins/staffapp/index.js';
import type { StaffappSettings } from '../../../../plugins/staffapp/settings.js';
import { StandInHub } from './stand-in-hub.js';

const OUT = fileURLToPath(new URL('../../../../', import.meta.url));

export interface WalletHouse {
  url: string;
  hub: StandInHub;
  clock: { now: number };
  /** What `provide` was given. */
  provided: Map<string, unknown>;
  routes: readonly AnyRoute[];
  /** Lines that were logged. */
  log: string[];
  stop(): Promise<void>;
}

/**
 * The plugin on the hub's own HTTP application, over real sockets, for one campus of examples/. Who is signed in stands in
 * the cookie `session`: a person's id, or `nobody:<affiliation>` for somebody no source told us of.
 */
export async function openWallet(
  campus: 'hku' | 'hkust-gz',
  given: { settings?: Partial<StaffappSettings>; clock?: { now: number }; port?: number } = {},
): Promise<WalletHouse> {
  const file = campusFile(campus);
  const clock = given.clock ?? { now: Date.parse('2026-11-22T02:00:07Z') };
  const hub = new StandInHub(file, () => clock.now);
  const log: string[] = [];
  const logger = pino({ level: 'debug' }, { write: (line: string) => void log.push(line) });
  const handler = routeHandler(standInGatekeeper(file), false);
  const routes = new RouteTable(handler);
  routes.add(campusStyleRoute((slug) => (slug === campus ? file : undefined)));

  const server = createServer().listen(given.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provided = new Map<string, unknown>();
  const scope = {
    campus: { ...file.campus },
    settings: plugin.settings.parse(given.settings ?? {}) as StaffappSettings,
    node: { publicUrl: url, secretFor: () => Buffer.alloc(32, 7) },
    log: logger,
    now: () => clock.now,
    provide: (hook: string, fill: unknown) => void provided.set(hook, fill),
    route: (route: AnyRoute) => void routes.add(route),
    hub,
  };
  await plugin.start(scope as unknown as Scope<StaffappSettings, undefined>);
  const app = createApp({ routes, log: logger, publicUrl: url, statics: STATICS, campuses: () => [file] });
  server.on('request', express().use(app));
  return {
    url,
    hub,
    clock,
    provided,
    routes: routes.routes(),
    log,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const STATICS = [
  { path: '/assets/styles', folder: `${OUT}/web/styles` },
  { path: '/assets', folder: `${OUT}/public` },
];

function campusFile(campus: string): CampusFile {
  const text = readFileSync(`${OUT}/examples/${campus}.yaml`, 'utf8');
  const parsed = parseCampusFile(text, `${campus}.yaml`, { checkPluginSettings: () => [] });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.file;
}

/** Admits by a cookie instead of a session in a database; refuses with the same codes. */
function standInGatekeeper(file: CampusFile): Gatekeeper {
  const keeper: Pick<Gatekeeper, 'languages' | 'admit'> = {
    languages: () => file.campus.languages,
    async admit(route, request) {
      const person = principalOf(file, request);
      if (route.role === 'holder' && !person) throw new Problem(401, 'sign_in_needed', 'Sign in first.');
      return person;
    },
  };
  return keeper as Gatekeeper;
}

function principalOf(file: CampusFile, request: Request): Principal | null {
  const session = cookie(request, 'session');
  if (session === undefined) return null;
  const [, affiliation] = /^nobody:(staff|student)$/.exec(session) ?? [];
  return {
    kind: 'person',
    campus: file.campus.slug,
    person: affiliation === undefined ? session : null,
    displayName: 'CHAN Ching Lam',
    affiliation: (affiliation as 'staff' | 'student' | undefined) ?? 'staff',
    roles: [],
    areas: [],
    via: 'session',
  };
}
