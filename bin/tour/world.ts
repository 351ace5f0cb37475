import type { Logger } from 'pino';
import type { Config } from '../../core/config/read-config.js';
import { loadPlugins } from '../../core/host/load-plugins.js';
import { createPool } from '../../core/store/database.js';
import { migrate } from '../../core/store/migrate.js';
import { createVault } from '../../core/store/seal.js';
import type { Gates } from '../../simulators/start-gates.js';
import { applyFiles } from '../apply-files.js';
import { type Demo, startDemo } from '../demo.js';
import { PLUGIN_FOLDER, pluginMigrations } from '../plugin-folder.js';
import { type RunningHub, startHub } from '../start-hub.js';
import { StoryClock } from './clock.js';
import { Person } from './person.js';

/** A hub with the virtual campus around it, on free ports and a clock that stories move. */
export interface World {
  hub: RunningHub;
  demo: Demo;
  gates: Gates;
  clock: StoryClock;
  person(campus: string, loginName: string): Person;
  /** Another node on the same database. */
  secondNode(): Promise<RunningHub>;
  stop(): Promise<void>;
}

export interface WorldAsk {
  databaseUrl: string;
  dataDir: string;
  log: Logger;
  mqttUrl?: string | undefined;
}

export async function startWorld(ask: WorldAsk): Promise<World> {
  const clock = new StoryClock();
  const undo: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const work of undo.splice(0).reverse()) await work();
  };
  try {
    const demo = await startDemo(ask.dataDir, ask.log);
    undo.push(() => demo.services.stop());
    await applyExamples(ask.databaseUrl, demo, clock.now);
    const settings = { databaseUrl: ask.databaseUrl, secret: demo.secret, env: demo.env, log: ask.log, now: clock.now };
    const node = async () => {
      const config = configOf(ask, demo.secret);
      const started = await startHub({ ...settings, config, demoPassword: demo.password });
      undo.push(() => started.stop());
      return started;
    };
    const hub = await node();
    const gates = await demo.meet(hub, ask.mqttUrl ?? hub.address('mqtt'));
    undo.push(() => gates.stop());
    const person = (campus: string, loginName: string) => new Person(hub.url, campus, loginName);
    return { hub, demo, gates, clock, person, secondNode: node, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The example campuses in the database, as `gatehouse apply` would put them there. */
export async function applyExamples(databaseUrl: string, demo: Demo, now: () => number): Promise<void> {
  const plugins = await loadPlugins(PLUGIN_FOLDER);
  await migrate(databaseUrl, pluginMigrations(plugins));
  const pool = createPool(databaseUrl, 2);
  try {
    await applyFiles({ pool, vault: createVault(demo.secret), now }, plugins, demo.files, demo.env);
  } finally {
    await pool.end();
  }
}

function configOf(ask: WorldAsk, secret: string): Config {
  return {
    host: '127.0.0.1',
    port: 0,
    publicUrl: undefined,
    databaseUrl: ask.databaseUrl,
    mqttUrl: ask.mqttUrl,
    mqttPort: 0,
    secret,
    dataDir: ask.dataDir,
    logLevel: 'silent',
    demo: true,
  };
}
