import path from 'node:path';
import type { Logger } from 'pino';
import { type Config, ConfigError, readConfig } from '../../core/config/read-config.js';
import { createLog } from '../../core/metrics/log-fields.js';
import { openDatabase } from '../database.js';
import type { Demo } from '../demo.js';
import type { LocalCertificate } from '../local-certificate.js';
import { reached } from '../reached.js';
import { type RunningHub, startHub } from '../start-hub.js';

/** Runs the hub until SIGINT or SIGTERM. What was started is stopped in the other order, also when a start fails. */
export async function start(wish: { demo: boolean; https: boolean }): Promise<void> {
  const config = readConfig(process.env, wish.demo);
  if (wish.https) openToNetwork(config);
  const log = createLog(config.demo && !process.env['LOG_LEVEL'] ? 'warn' : config.logLevel);
  const undo: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const work of undo.splice(0).reverse()) {
      await work().catch((error: Error) => log.error({ error: error.message }, 'stopping'));
    }
  };
  const stopped = stopOnSignal(stop);
  try {
    await begin({ ...config, https: wish.https }, log, undo);
  } catch (error) {
    await stop();
    throw error;
  }
  await stopped;
}

/** A phone reaches the demo on every address of this machine, unless HOST names one; the certificate stands for a proxy's. */
function openToNetwork(config: Config): void {
  if (!config.demo)
    throw new ConfigError(
      '--https is for the demo; in production a proxy before the hub holds the certificate.',
    );
  config.host = process.env['HOST'] || '0.0.0.0';
}

type Asked = Config & { https: boolean };

async function begin(config: Asked, log: Logger, undo: (() => Promise<unknown>)[]): Promise<void> {
  reached(log, 'begun');
  const certificate = config.https ? await readCertificate(config) : undefined;
  const [database, demo] = await allOrNone([
    openDatabase(config, log).then((opened) => {
      undo.push(() => opened.stop());
      return opened;
    }),
    config.demo ? openDemo(config, log, certificate, undo) : null,
  ]);
  reached(log, 'database');
  if (demo) await demo.applyExamples(database.url);
  reached(log, 'examples');
  const hub = await startHub({
    config,
    databaseUrl: database.url,
    secret: config.secret ?? demo?.secret ?? '',
    env: { ...process.env, ...demo?.env },
    log,
    certificate,
    ...(demo ? { demoPassword: demo.password } : {}),
  });
  undo.push(() => hub.stop());
  if (demo) {
    refuseBrokerless(hub);
    reached(log, 'hub');
    const gates = await demo.meet(hub, config.mqttUrl ?? `mqtt://127.0.0.1:${config.mqttPort}`);
    undo.push(() => gates.stop());
  }
  reached(log, 'ready');
  process.stdout.write(`Gatehouse is ready at ${hub.url}\n`);
  if (certificate) process.stdout.write(await phoneWords(hub.url, certificate));
}

/** A broker whose port is taken would leave the demo's gates talking to a stranger. */
function refuseBrokerless({ host, context }: RunningHub): void {
  for (const { campus } of context.snapshots.all()) {
    const { problem } = host.health(campus, 'gates');
    if (problem?.includes('EADDRINUSE'))
      throw new ConfigError(`The MQTT broker's port is in use (${problem}); set MQTT_PORT to another.`);
  }
}

async function readCertificate({ dataDir }: Config): Promise<LocalCertificate> {
  const { localCertificate } = await import('../local-certificate.js');
  return localCertificate(path.join(dataDir, 'certificate'), Date.now());
}

async function phoneWords(url: string, { fingerprint }: LocalCertificate): Promise<string> {
  const { qrOfAddress } = await import('../qr-of-address.js');
  return `${await qrOfAddress(url)}
A phone on the same network opens this address. Its browser warns once: nobody but this machine vouches for the
certificate, whose SHA-256 is
${fingerprint}
`;
}

type OpenedDemo = Demo & { applyExamples(databaseUrl: string): Promise<void> };

/** The virtual campus is loaded only here: production runs without its packages. */
async function openDemo(
  config: Config,
  log: Logger,
  certificate: LocalCertificate | undefined,
  undo: (() => Promise<unknown>)[],
): Promise<OpenedDemo> {
  const { applyExamples, startDemo } = await import('../demo.js');
  const demo = await startDemo(config.dataDir, log, Date.now, certificate?.cert);
  undo.push(() => demo.services.stop());
  return { ...demo, applyExamples: (url) => applyExamples(url, demo, Date.now) };
}

/** Side by side; where one fails the other is waited for, so that what it started can be stopped. */
async function allOrNone<A, B>(both: [Promise<A>, Promise<B> | B]): Promise<[A, B]> {
  await Promise.allSettled(both);
  return Promise.all(both);
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
