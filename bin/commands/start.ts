import { pino } from 'pino';
import { type Config, ConfigError, readConfig } from '../../core/config/read-config.js';
import { openDatabase } from '../database.js';
import type { Demo } from '../demo.js';
import { type RunningHub, startHub } from '../start-hub.js';

/** Runs the hub until SIGINT or SIGTERM. What was started is stopped in the other order, also when a start fails. */
export async function start(demoWanted: boolean): Promise<void> {
  const config = readConfig(process.env, demoWanted);
  const log = pino({ level: config.demo && !process.env['LOG_LEVEL'] ? 'warn' : config.logLevel });
  const undo: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const work of undo.splice(0).reverse()) {
      await work().catch((error: Error) => log.error({ error: error.message }, 'stopping'));
    }
  };
  const stopped = stopOnSignal(stop);
  try {
    await begin(config, log, undo);
  } catch (error) {
    await stop();
    throw error;
  }
  await stopped;
}

async function begin(config: Config, log: pino.Logger, undo: (() => Promise<unknown>)[]): Promise<void> {
  const database = await openDatabase(config, log);
  undo.push(() => database.stop());
  const demo = config.demo ? await openDemo(config, log, database.url, undo) : null;
  const hub = await startHub({
    config,
    databaseUrl: database.url,
    secret: config.secret ?? demo?.secret ?? '',
    env: { ...process.env, ...demo?.env },
    log,
    ...(demo ? { demoPassword: demo.password } : {}),
  });
  undo.push(() => hub.stop());
  if (demo) {
    refuseBrokerless(hub);
    const gates = await demo.meet(hub, config.mqttUrl ?? `mqtt://127.0.0.1:${config.mqttPort}`);
    undo.push(() => gates.stop());
  }
  process.stdout.write(`Gatehouse is ready at ${hub.url}\n`);
}

/** A broker whose port is taken would leave the demo's gates talking to a stranger. */
function refuseBrokerless({ host, context }: RunningHub): void {
  for (const { campus } of context.snapshots.all()) {
    const { problem } = host.health(campus, 'gates');
    if (problem?.includes('EADDRINUSE'))
      throw new ConfigError(`The MQTT broker's port is in use (${problem}); set MQTT_PORT to another.`);
  }
}

/** The virtual campus is loaded only here: production runs without its packages. */
async function openDemo(
  config: Config,
  log: pino.Logger,
  databaseUrl: string,
  undo: (() => Promise<unknown>)[],
): Promise<Demo> {
  const { applyExamples, startDemo } = await import('../demo.js');
  const demo = await startDemo(config.dataDir, log, Date.now);
  undo.push(() => demo.services.stop());
  await applyExamples(databaseUrl, demo, Date.now);
  return demo;
}

/** `npm start` hands a Ctrl-C on that the terminal has sent as well: two signals, one wish. */
const ONE_WISH_MS = 2_000;

/** Resolves when the hub was asked to stop and has stopped; somebody who asks again later has it ended at once. */
function stopOnSignal(stop: () => Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    let asked: number | undefined;
    const onSignal = () => {
      const now = performance.now();
      if (asked === undefined) void stop().then(resolve);
      else if (now - asked > ONE_WISH_MS) process.exit(130);
      asked ??= now;
    };
    process.on('SIGINT', onSignal);
    process.on('SIGTERM', onSignal);
  });
}
