import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { type RunningHub, startHub } from '../../bin/start-hub.js';
import { readConfig } from '../../core/config/read-config.js';
import { eventually } from '../support/eventually.js';
import { type PageAsk, pageAsks } from './page-asks.js';
import { sessionsOf, type Who } from './people-who-ask.js';
import { readSamples } from './samples.js';

/** A page that was answered, and how long that took in milliseconds. */
export interface Asked {
  status: number;
  ms: number;
}

/** A hub on a seeded database, its pages, and who may ask for them. */
export interface SeededHub {
  hub: RunningHub;
  asks: PageAsk[];
  ask(page: PageAsk): Promise<Asked>;
  stop(): Promise<void>;
}

/** Resolves when what a hub does at its start (people judged again, policies pushed) is done. */
export async function startSeededHub(database: { url: string; secret: string }): Promise<SeededHub> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'gatehouse-seeded-'));
  const config = readConfig({ GATEHOUSE_DATA: dataDir, PORT: '0', MQTT_PORT: '0' }, true);
  const log = pino({ level: process.env['TEST_LOG'] ?? 'silent' }, process.stderr);
  const since = Date.now();
  const hub = await startHub({ config, databaseUrl: database.url, secret: database.secret, env: {}, log });
  const stop = async () => {
    await hub.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    return { hub, stop, ...(await opened(hub, since)) };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function opened(hub: RunningHub, since: number): Promise<Pick<SeededHub, 'asks' | 'ask'>> {
  const { pool, vault, now } = hub.context;
  const samples = await readSamples(pool);
  const asks = pageAsks(hub.routes.routes(), samples);
  const cookies = await sessionsOf(pool, vault, { now: now(), host: samples['host'] ?? '' });
  await eventually(() => isIdle(hub, since));
  return { asks, ask: (page) => ask(hub.url, cookies, page) };
}

/** A hub's first look at the day asks for everybody to be judged again: the row is there, and done. */
async function isIdle({ context }: RunningHub, since: number): Promise<boolean> {
  const { rows } = await context.pool.query<{ idle: boolean }>(
    `select bool_and(done_at is not null) as idle from outbox
     where kind = 'rejudge-campus' and created_at >= to_timestamp($1 / 1000.0)`,
    [since],
  );
  return rows[0]?.idle === true;
}

async function ask(url: string, cookies: Map<Who, string>, { path, who, form }: PageAsk): Promise<Asked> {
  const began = performance.now();
  const response = await fetch(url + path, {
    ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    headers: { cookie: cookies.get(who) ?? '', ...(form ? { origin: url } : {}) },
    redirect: 'manual',
  });
  await response.arrayBuffer();
  return { status: response.status, ms: performance.now() - began };
}
