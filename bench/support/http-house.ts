import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type pg from 'pg';
import { PLUGIN_FOLDER, pluginMigrations } from '../../bin/plugin-folder.js';
import { loadPlugins } from '../../core/host/load-plugins.js';
import { Compiler } from '../../core/snapshots/compiler.js';
import { loadSnapshot } from '../../core/snapshots/load.js';
import type { Snapshot } from '../../core/snapshots/snapshot.js';
import { migrate } from '../../core/store/migrate.js';
import { createVault } from '../../core/store/seal.js';
import { applyCampus } from '../../core/use-cases/apply-campus.js';
import { freshDatabase } from '../../test/support/database.js';
import { stopServer } from '../../test/support/postgres-server.js';
import { type Child, startChild } from './child.js';
import { benchCampus, controllerTokens } from './http-campus.js';
import type { HubOrder } from './http-hub.js';

/** All that the bench runs beside: a database with a past, the hub, the echo, the load generator. */
export interface House {
  pool: pg.Pool;
  snapshot: Snapshot;
  tokens: Record<string, string>;
  hub: Child<string>;
  echo: Child<string>;
  load: Child<string>;
  stop(): Promise<void>;
}

export async function openHouse(pastEvents: number): Promise<House> {
  const undo: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const work of undo.splice(0).reverse()) await work();
  };
  try {
    undo.push(stopServer);
    const database = await freshDatabase();
    undo.push(() => database.drop());
    const dataDir = await mkdtemp(path.join(tmpdir(), 'gatehouse-bench-'));
    undo.push(() => rm(dataDir, { recursive: true, force: true }));
    const secret = randomBytes(32).toString('base64url');
    const { snapshot, tokens } = await furnish(database.pool, database.url, secret);
    await writePast(database.pool, snapshot.campus, pastEvents);
    const order: HubOrder = { databaseUrl: database.url, secret, env: tokens, dataDir };
    const hub = await startChild<string>('./http-hub.js', order);
    undo.push(() => hub.stop());
    const echo = await startChild<string>('./http-echo.js');
    undo.push(() => echo.stop());
    const load = await startChild<string>('./http-load.js');
    undo.push(() => load.stop());
    return { pool: database.pool, snapshot, tokens, hub, echo, load, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function furnish(pool: pg.Pool, url: string, secret: string) {
  await migrate(url, pluginMigrations(await loadPlugins(PLUGIN_FOLDER)));
  const vault = createVault(secret);
  const file = benchCampus();
  const tokens = controllerTokens(file);
  const env = (name: string) => tokens[name];
  const context = { pool, vault, now: Date.now };
  await applyCampus(context, { file, fileName: 'bench', env, secretFields: () => [] });
  const compiler = new Compiler();
  const snapshot = await loadSnapshot({ sql: pool, vault, now: Date.now(), compiler }, file.campus.number);
  await compiler.stop();
  if (!snapshot) throw new Error('the campus was not applied');
  return { snapshot, tokens };
}

/** Events of the last days, so that rows and indexes have their size; in parts, each within the statement timeout. */
async function writePast(pool: pg.Pool, campus: number, events: number): Promise<void> {
  const part = 10_000;
  for (let from = 1; from <= events; from += part) {
    await pool.query(
      `insert into events (campus, point, device, request_id, at, outcome, reason, rule, version, handle, step)
       select $1, 'point-' || n % 200, 'controller-' || n % 20, 'past-' || n, now() - n * interval '1 second',
              'grant', 'permitted', 'rule-1', 1, substr(md5(n::text), 1, 16), n
       from generate_series($2::int, $3::int) as n`,
      [campus, from, Math.min(events, from + part - 1)],
    );
  }
  await pool.query('analyze events');
}
