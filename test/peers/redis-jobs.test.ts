import { execFileSync } from 'node:child_process';
import { expect } from 'chai';
import { pino } from 'pino';
import type { Job } from '../../core/jobs/outbox.js';
import { startWorker, type Worker } from '../../core/jobs/worker.js';
import { Effects } from '../core/jobs/effects.js';
import { addCampus, ask, outbox } from '../core/jobs/outbox-rows.js';
import { type FreshDatabase, freshDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';

const { TEST_REDIS_URL = '', TEST_REDIS_POWER = '' } = process.env;
const HOUR = 3_600_000;
const JOBS = 150;

const redis = (word: 'kill' | 'start') => execFileSync(TEST_REDIS_POWER, [word], { stdio: 'ignore' });

describe('jobs with Redis', () => {
  let database: FreshDatabase;
  let effects: Effects;
  let workers: Worker[];
  let ran: unknown[];

  before(() => {
    for (const name of ['TEST_REDIS_URL', 'TEST_REDIS_POWER'])
      if (!process.env[name]) throw new Error(`${name} is not set: run test/peers/up`);
  });
  beforeEach(async () => {
    database = await freshDatabase();
    await addCampus(database.pool);
    effects = new Effects(database.pool, [database.url, TEST_REDIS_URL]);
    await effects.prepare();
    workers = [];
    ran = [];
  });
  afterEach(async () => {
    redis('start');
    await Promise.all(workers.map((worker) => worker.stop(0)));
    await effects.killAll();
    await database.drop();
  });

  const node = (now: () => number): Worker => {
    const run = async ({ payload }: Job) => void ran.push(payload);
    const context = { pool: database.pool, now, log: pino({ level: 'silent' }) };
    const handlers = { effect: { attempts: 3, latestOnly: false, run } };
    const worker = startWorker(context, handlers, { databaseUrl: database.url, redisUrl: TEST_REDIS_URL });
    workers.push(worker);
    return worker;
  };
  const askFor = (n: number) =>
    ask(database.pool, 'effect', ...Array.from({ length: n }, (_, at) => ({ at })));
  const allDone = () => eventually(async () => (await effects.open()) === 0);
  /** Announces the open jobs anew: a carrier that has just come up hears from now on. */
  const ringAgain = async () => {
    await database.pool.query(
      "select pg_notify('gatehouse_jobs', id || ' effect') from outbox where done_at is null",
    );
    return (await effects.open()) === 0;
  };

  it('are rung for through Redis: a clock that runs behind leaves the sweep nothing', async () => {
    for (let at = 0; at < 2; at++) node(() => Date.now() - HOUR);
    await askFor(40);
    await eventually(ringAgain);
    expect(ran).to.have.length(40);
    expect((await outbox(database.pool)).every(({ attempt }) => attempt === 1)).to.equal(true);
  });

  it('go on while Redis is killed and after it came back, none lost and none done twice', async () => {
    const nodes = await Promise.all([effects.node(), effects.node()]);
    await askFor(JOBS);
    await eventually(async () => (await effects.times()).size >= JOBS / 5);
    redis('kill');
    await askFor(JOBS);
    await eventually(async () => (await effects.times()).size >= JOBS);
    redis('start');
    await askFor(JOBS);
    await allDone();
    const times = await effects.times();
    expect(times.size).to.equal(3 * JOBS);
    expect([...times.values()].filter((n) => n !== 1)).to.deep.equal([]);
    expect(nodes.map(({ exitCode }) => exitCode)).to.deep.equal([null, null]);
  });

  it('a node that starts while Redis is away works, and is carried once Redis is back', async () => {
    redis('kill');
    node(() => Date.now() + HOUR);
    await askFor(5);
    await allDone();
    expect(ran).to.have.length(5);
    await workers.pop()?.stop();
    node(() => Date.now() - HOUR);
    redis('start');
    await askFor(5);
    await eventually(ringAgain);
    expect(ran).to.have.length(10);
  });

  it('a killed node, with Redis killed too, loses nothing and repeats at most what was in flight', async () => {
    const first = await effects.node();
    await askFor(JOBS);
    await eventually(async () => (await effects.times()).size >= JOBS / 5);
    redis('kill');
    await effects.kill(first);
    const inFlight = await effects.held();
    redis('start');
    await effects.letLeasesEnd(inFlight);
    await effects.node();
    await allDone();
    const times = await effects.times();
    expect(times.size).to.equal(JOBS);
    for (const [job, n] of times) expect(n, `job ${job}`).to.be.at.most(inFlight.has(job) ? 2 : 1);
  });
});
