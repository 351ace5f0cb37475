import { createHash } from 'node:crypto';
import type { BulkJobOptions, PgPool, Processor } from 'bullmq';
import pg from 'pg';
import { heard } from '../store/database.js';
import type { BellAt, Rung } from './bell.js';

/** BullMQ, as far as a bell needs it: what is rung is answered by one node, once unless that node dies over it. */
export interface Carrier {
  /** Throws at once when it cannot be carried now. */
  ring(bells: readonly Rung[]): Promise<void>;
  pause(): void;
  /** `force`: without waiting for answers, or for a server that is away. */
  close(force: boolean): Promise<void>;
}

interface Hook {
  atOnce: number;
  take(rung: Rung): Promise<void>;
  failed(error: unknown): void;
}

type BullMq = typeof import('bullmq');

const NAME = 'gatehouse-jobs';
const SCHEMA = 'bullmq';
const ENDED: BulkJobOptions = { removeOnComplete: true, removeOnFail: true };
/** Nobody reads BullMQ's own events. */
const STREAMS = { events: { maxLen: 100 } };
const AGAIN_MS = 1_000;
/** An idle worker asks again: seldom where a broken connection is noticed, and sooner where it may hang unnoticed. */
const ASK_AGAIN_S = { postgres: 30, redis: 5 };

/** Throws while the database is away. Redis may be away: it is carried from when it comes. */
export async function hangCarrier(at: BellAt, hook: Hook): Promise<Carrier> {
  // Half a second of reading code, for which a start need not wait.
  const bullmq = await import('bullmq');
  return at.redisUrl
    ? byRedis(bullmq, at.databaseUrl, at.redisUrl, hook)
    : byPostgres(bullmq, at.databaseUrl, hook);
}

async function byPostgres(bullmq: BullMq, databaseUrl: string, hook: Hook): Promise<Carrier> {
  // Many nodes may start at once: BullMQ lets them take turns by a lock of the database.
  await withClient(databaseUrl, (client) => bullmq.runMigrations(client, SCHEMA));
  // One connection listens, the others are for the queue's and the worker's statements.
  const pool = heard(
    new pg.Pool({
      connectionString: databaseUrl,
      max: 3,
      // Not as an option of the connection: an address may have options of its own.
      onConnect: (client) => client.query(`set search_path to ${SCHEMA}`),
      connectionTimeoutMillis: 5_000,
      statement_timeout: 15_000,
      query_timeout: 20_000,
      keepAlive: true,
    }),
  );
  // It is one; only the two packages' overloads of `on` are written differently.
  const connection = pool as unknown as PgPool;
  const { createPostgresBackend } = bullmq;
  const queue = new bullmq.Queue(NAME, { connection, streams: STREAMS }, createPostgresBackend);
  const asks = { connection, ...work(hook), drainDelay: ASK_AGAIN_S.postgres };
  const worker = new bullmq.Worker(NAME, answerBy(hook), asks, createPostgresBackend);
  const hung = carrier(queue, worker, hook, () => pool.end());
  try {
    // A first connection that fails is never tried again by itself.
    await Promise.all([queue.waitUntilReady(), worker.waitUntilReady()]);
  } catch (error) {
    await hung.close(true);
    throw error;
  }
  return hung;
}

async function byRedis(bullmq: BullMq, databaseUrl: string, url: string, hook: Hook): Promise<Carrier> {
  // Several installations may share a Redis; row numbers of another database are not ours.
  const prefix = `gatehouse-${await withClient(databaseUrl, identify)}`;
  const retryStrategy = (times: number) => Math.min(times * 100, AGAIN_MS);
  // What cannot be rung now is not kept for later: the sweep has it by then.
  const now = { url, retryStrategy, enableOfflineQueue: false };
  const queue = new bullmq.Queue(NAME, { connection: now, prefix, streams: STREAMS });
  const connection = { url, retryStrategy, maxRetriesPerRequest: null };
  const asks = { connection, prefix, ...work(hook), drainDelay: ASK_AGAIN_S.redis };
  const worker = new bullmq.Worker(NAME, answerBy(hook), asks);
  return carrier(queue, worker, hook, async () => {});
}

const work = ({ atOnce }: Hook) => ({
  concurrency: atOnce,
  runRetryDelay: AGAIN_MS,
  removeOnComplete: { count: 0 },
  removeOnFail: { count: 0 },
});

/** BullMQ refuses integers and colons as ids. */
const idOf = ({ id, attempt }: Rung) => `o-${id}-${attempt}`;

function answerBy(hook: Hook): Processor {
  return async ({ id = '', name }) => {
    const [, row, attempt] = /^o-(\d+)-(\d+)$/.exec(id) ?? [];
    if (row) await hook.take({ id: Number(row), kind: name, attempt: Number(attempt) });
  };
}

/** What either backend's queue and worker share. */
interface Part {
  on(event: 'error', listener: (error: Error) => void): unknown;
  close(force?: boolean): Promise<void>;
}
interface QueuePart extends Part {
  addBulk(jobs: { name: string; data: object; opts: BulkJobOptions }[]): Promise<unknown>;
  waitUntilReady(): Promise<unknown>;
  disconnect(): Promise<void>;
}
interface WorkerPart extends Part {
  pause(doNotWaitActive: boolean): Promise<void>;
}

function carrier(queue: QueuePart, worker: WorkerPart, hook: Hook, end: () => Promise<void>): Carrier {
  for (const part of [queue, worker]) part.on('error', hook.failed);
  let ready = false;
  queue.waitUntilReady().then(
    () => {
      ready = true;
    },
    (error: unknown) => hook.failed(error),
  );
  return {
    async ring(bells) {
      if (!ready) throw Object.assign(new Error('not connected yet'), { code: 'ECONNREFUSED' });
      const jobs = bells.map((rung) => ({
        name: rung.kind,
        data: {},
        opts: { ...ENDED, jobId: idOf(rung) },
      }));
      await queue.addBulk(jobs);
    },
    pause: () => void worker.pause(true).catch(() => {}),
    async close(force) {
      // A queue whose server is away cannot say good-bye to it, nor hear that it is gone.
      const left = queue.close().catch(() => void queue.disconnect().catch(() => {}));
      await Promise.allSettled([worker.close(force), left]);
      await end();
    },
  };
}

async function withClient<T>(connectionString: string, ask: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5_000, query_timeout: 20_000 });
  client.on('error', () => {});
  await client.connect();
  try {
    return await ask(client);
  } finally {
    await client.end();
  }
}

/** The same for every node of this database, another for every other one. */
async function identify(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ identity: string }>(
    `select system_identifier || '/' || (select oid from pg_database where datname = current_database()) as identity
     from pg_control_system()`,
  );
  return createHash('sha256')
    .update(rows[0]?.identity ?? '')
    .digest('hex')
    .slice(0, 16);
}
