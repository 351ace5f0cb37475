import type { Logger } from 'pino';
import type { Config } from '../../core/config/read-config.js';
import type { Gates } from '../../simulators/start-gates.js';
import { applyExamples, type Demo, startDemo } from '../demo.js';
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
  redisUrl?: string | undefined;
  amqpUrl?: string | undefined;
}

export async function startWorld(ask: WorldAsk): Promise<World> {
  const clock = new StoryClock();
  const undo: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const work of undo.splice(0).reverse()) await work();
  };
  try {
    const demo = await startDemo(ask.dataDir, ask.log, clock.now);
    undo.push(() => demo.services.stop());
    await applyExamples(ask.databaseUrl, demo, clock.now);
    const settings = {
      databaseUrl: ask.databaseUrl,
      secret: demo.secret,
      env: demo.env,
      log: ask.log,
      now: clock.now,
    };
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

function configOf(ask: WorldAsk, secret: string): Config {
  return {
    host: '127.0.0.1',
    port: 0,
    publicUrl: undefined,
    databaseUrl: ask.databaseUrl,
    mqttUrl: ask.mqttUrl,
    mqttPort: 0,
    redisUrl: ask.redisUrl,
    amqpUrl: ask.amqpUrl,
    secret,
    dataDir: ask.dataDir,
    logLevel: 'silent',
    demo: true,
  };
}
