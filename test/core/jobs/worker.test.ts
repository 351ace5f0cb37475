import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { pino } from 'pino';
import { Problem } from '../../../core/domain/problem.js';
import { backoff, type JobHandler } from '../../../core/jobs/handlers.js';
import { claimJobs, finishJob, type Job } from '../../../core/jobs/outbox.js';
import { startWorker, type Worker } from '../../../core/jobs/worker.js';
import { createLog } from '../../../core/metrics/log-fields.js';
import { change } from '../../../core/store/change.js';
import { type FreshDatabase, freshDatabase } from '../../support/database.js';
import { addCampus, ask, CAMPUS, outbox } from './outbox-rows.js';
import { until } from './until.js';

const MINUTE = 60_000;

describe('the outbox worker', () => {
  let database: FreshDatabase;
  let now: number;
  let workers: Worker[];

  const work = (handlers: Record<string, Partial<JobHandler> & Pick<JobHandler, 'run'>>): Worker => {
    const complete = Object.entries(handlers).map(([kind, handler]) => {
      return [kind, { attempts: 3, latestOnly: false, ...handler }] as const;
    });
    const context = { pool: database.pool, now: () => now, log: pino({ level: 'silent' }) };
    const worker = startWorker(context, Object.fromEntries(complete));
    workers.push(worker);
    return worker;
  };
  const rowsWhen = (test: (rows: Awaited<ReturnType<typeof outbox>>) => boolean, what: string) =>
    until(async () => {
      const rows = await outbox(database.pool);
      return test(rows) && rows;
    }, what);

  beforeEach(async () => {
    database = await freshDatabase();
    await addCampus(database.pool);
    // A little ahead of the database's own clock, which dates new jobs.
    now = Date.now() + MINUTE;
    workers = [];
  });
  afterEach(async () => {
    await Promise.all(workers.map((worker) => worker.stop(0)));
    await database.drop();
  });

  it('marks every line that a job logs with its id and kind, jobs at the same time each with its own', async () => {
    const lines: Record<string, unknown>[] = [];
    const log = createLog('debug', { write: (line) => void lines.push(JSON.parse(line)) });
    const greet = async () => {
      await database.pool.query('select 1');
      log.debug('greeted');
    };
    await ask(database.pool, 'greet', { n: 1 }, { n: 2 });
    work({ greet: { run: greet } });
    const rows = await rowsWhen((all) => all.every(({ done }) => done), 'the jobs are done');
    expect(lines.map(({ kind }) => kind)).to.deep.equal(['greet', 'greet']);
    expect(lines.map(({ job }) => job)).to.have.members(rows.map(({ id }) => id));
  });

  it('runs what a change asked for, and nothing of a change that was rolled back', async () => {
    const ran: unknown[] = [];
    await ask(database.pool, 'greet', { n: 1 });
    const undone = change(database.pool, CAMPUS, async ({ job }) => {
      job('greet', { n: 2 });
      // The job is written; then a statement of the same transaction fails.
      job('greet', { n: 3, campus: '\0' });
    });
    expect(await undone.catch((error: Error) => error)).to.be.instanceOf(Error);
    work({ greet: { run: async ({ payload }) => void ran.push(payload) } });
    const [row] = await rowsWhen(([first]) => first?.done === true, 'the job is done');
    expect(ran).to.deep.equal([{ n: 1 }]);
    expect(row).to.include({ attempt: 1, error: null, leased: false, dead: false });
  });

  it('leaves kinds alone that this node does not know', async () => {
    await ask(database.pool, 'greet', {});
    await ask(database.pool, 'from-the-future', {});
    work({ greet: { run: async () => {} } });
    const rows = await rowsWhen(([first]) => first?.done === true, 'the known job is done');
    expect(rows[1]).to.include({ done: false, attempt: 0, leased: false });
  });

  it('lets racing workers run each job exactly once', async () => {
    const ran: number[] = [];
    const jobs = Array.from({ length: 200 }, (_, n) => ({ n }));
    await ask(database.pool, 'count', ...jobs);
    const run = async ({ payload }: Job) => void ran.push((payload as { n: number }).n);
    work({ count: { run } });
    work({ count: { run } });
    const rows = await rowsWhen((all) => all.every(({ done }) => done), 'all jobs are done');
    expect(ran.sort((a, b) => a - b)).to.deep.equal(jobs.map(({ n }) => n));
    expect(rows.every(({ attempt }) => attempt === 1)).to.equal(true);
  });

  it('tries a failed job again after its backoff, not before, and shows the dead one', async () => {
    const attempts: number[] = [];
    const run = async ({ attempt }: Job) => {
      attempts.push(attempt);
      throw new Problem(503, 'gate_unreachable', 'not there');
    };
    await ask(database.pool, 'push', {});
    const worker = work({ push: { run } });
    await rowsWhen(
      ([row]) => row?.error === 'gate_unreachable' && !row.leased,
      'the first attempt has failed',
    );
    now += backoff(1) - 1;
    expect(await worker.runDue()).to.equal(0);
    now += 1;
    worker.poke();
    await rowsWhen(([row]) => row?.attempt === 2 && !row.leased, 'the second attempt has failed');
    now += backoff(2);
    worker.poke();
    const [dead] = await rowsWhen(([row]) => row?.dead === true, 'the job is dead');
    expect(dead).to.include({ attempt: 3, error: 'gate_unreachable', done: false, leased: false });
    now += 24 * 60 * MINUTE;
    expect(await worker.runDue()).to.equal(0);
    expect(attempts).to.deep.equal([1, 2, 3]);
  });

  it('doubles the pause up to ten minutes', () => {
    expect([1, 2, 3, 12].map(backoff)).to.deep.equal([2_000, 4_000, 8_000, 600_000]);
  });

  it('takes over the job of a worker that was killed with -9', async () => {
    await ask(database.pool, 'push-policy', { device: 'gate' });
    const script = fileURLToPath(new URL('./claim-and-hang.js', import.meta.url));
    const child = spawn(process.execPath, [script, database.url], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');
    const [held] = await outbox(database.pool);
    expect(held).to.include({ attempt: 1, leased: true, done: false });

    const ran: number[] = [];
    now = Date.now();
    const worker = work({ 'push-policy': { run: async ({ attempt }) => void ran.push(attempt) } });
    expect(await worker.runDue()).to.equal(0);
    now += MINUTE;
    worker.poke();
    await rowsWhen(([row]) => row?.done === true, 'the job is done by the other');
    expect(ran).to.deep.equal([2]);
  });

  it('lets a worker that lost its lease end nothing', async () => {
    await ask(database.pool, 'push', {});
    const claim = { kinds: ['push'], leaseMs: MINUTE, limit: 1 };
    const [slow] = await claimJobs(database.pool, { ...claim, now });
    expect(await claimJobs(database.pool, { ...claim, now: now + MINUTE - 1 })).to.deep.equal([]);
    const [taken] = await claimJobs(database.pool, { ...claim, now: now + MINUTE });
    if (!slow || !taken) throw new Error('not claimed');
    await finishJob(database.pool, slow, now);
    expect((await outbox(database.pool))[0]).to.include({ done: false, leased: true, attempt: 2 });
    await finishJob(database.pool, taken, now);
    expect((await outbox(database.pool))[0]).to.include({ done: true, leased: false });
  });

  it('buries a job that takes its worker down each time', async () => {
    await ask(database.pool, 'poison', {});
    for (let attempt = 1; attempt <= 3; attempt++) {
      await claimJobs(database.pool, { kinds: ['poison'], now, leaseMs: MINUTE, limit: 1 });
      now += MINUTE;
    }
    work({ poison: { run: async () => expect.fail('it must not run again') } });
    const [row] = await rowsWhen(([first]) => first?.dead === true, 'the job is dead');
    expect(row).to.include({ error: 'lease_expired', attempt: 3, leased: false });
  });

  it('runs only the newest push of a device, and each device for itself', async () => {
    const ran: unknown[] = [];
    await ask(database.pool, 'push', { device: 'north' }, { device: 'south' }, { device: 'north' });
    await ask(database.pool, 'push', { device: 'north' });
    work({ push: { latestOnly: true, run: async ({ id }) => void ran.push(id) } });
    const rows = await rowsWhen((all) => all.every(({ done }) => done), 'all are done');
    expect(rows.map(({ error }) => error)).to.deep.equal(['superseded', null, 'superseded', null]);
    expect(ran).to.have.members([rows[1]?.id, rows[3]?.id]);
  });

  it('supersedes a push that waits out its backoff, so the new one runs at once', async () => {
    let fails = true;
    const ran: number[] = [];
    const run = async ({ id }: Job) => {
      ran.push(id);
      if (fails) throw new Error('away');
    };
    await ask(database.pool, 'push', { device: 'north' });
    const worker = work({ push: { latestOnly: true, run } });
    await rowsWhen(([row]) => row?.error === 'Error', 'the first has failed');
    fails = false;
    await ask(database.pool, 'push', { device: 'north' });
    worker.poke();
    const rows = await rowsWhen((all) => all.every(({ done }) => done), 'both have ended');
    expect(rows.map(({ error }) => error)).to.deep.equal(['superseded', null]);
    expect(ran).to.deep.equal(rows.map(({ id }) => id));
  });

  it('lets a running job end when it stops', async () => {
    let end = () => {};
    const begun = new Promise<void>((resolve) => {
      const run = () => {
        resolve();
        return new Promise<void>((finish) => {
          end = finish;
        });
      };
      void ask(database.pool, 'slow', {}).then(() => work({ slow: { run } }));
    });
    await begun;
    const stopped = workers[0]?.stop();
    end();
    await stopped;
    expect((await outbox(database.pool))[0]).to.include({ done: true, attempt: 1 });
  });

  for (const [what, hears] of [
    ['hears that it is to stop', true],
    ['hears nothing', false],
  ] as const) {
    it(`gives the lease of a job back that ${what}, and counts no attempt`, async () => {
      await ask(database.pool, 'slow', {});
      let begin = () => {};
      const begun = new Promise<void>((resolve) => {
        begin = resolve;
      });
      const run = (_job: Job, signal: AbortSignal) => {
        begin();
        return new Promise<void>((_, reject) => {
          if (hears) signal.addEventListener('abort', () => reject(signal.reason as Error));
        });
      };
      const worker = work({ slow: { run } });
      await begun;
      await worker.stop(0);
      const [row] = await rowsWhen(([first]) => first?.leased === false, 'the lease is given back');
      expect(row).to.include({ attempt: 0, done: false, dead: false, error: null });
    });
  }
});
