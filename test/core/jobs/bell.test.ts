import { expect } from 'chai';
import { pino } from 'pino';
import { Problem } from '../../../core/domain/problem.js';
import type { JobHandler } from '../../../core/jobs/handlers.js';
import type { Job } from '../../../core/jobs/outbox.js';
import { startWorker, type Worker } from '../../../core/jobs/worker.js';
import { type FreshDatabase, freshDatabase } from '../../support/database.js';
import { addCampus, ask, outbox } from './outbox-rows.js';
import { until } from './until.js';

const HOUR = 3_600_000;

describe('the bell of jobs', () => {
  let database: FreshDatabase;
  let workers: Worker[];
  let ran: unknown[];

  /** With a clock that runs behind no job is due for the sweep: what runs, the bell has rung for. */
  const node = (handler: Partial<JobHandler> = {}, now = () => Date.now() - HOUR): Worker => {
    const run = async ({ payload }: Job) => void ran.push(payload);
    const context = { pool: database.pool, now, log: pino({ level: 'silent' }) };
    const base = { attempts: 3, latestOnly: false };
    const handlers = { greet: { ...base, run, ...handler }, probe: { ...base, run: async () => {} } };
    const worker = startWorker(context, handlers, { databaseUrl: database.url });
    workers.push(worker);
    return worker;
  };
  /** So many nodes hear and answer, and a probe has been rung for: before that, jobs wait for the sweep. */
  const hung = async (nodes: number) => {
    await until(async () => {
      const { rows } = await database.pool.query<{ ears: number; workers: number }>(
        `select count(*) filter (where query = 'listen gatehouse_jobs')::integer as ears,
                count(*) filter (where application_name = 'gatehouse-jobs')::integer as workers
         from pg_stat_activity where datname = current_database()`,
      );
      return rows[0]?.ears === nodes && rows[0].workers === nodes;
    }, 'the bell hangs');
    let tries = 0;
    const { rows: before } = await database.pool.query<{ id: number }>(
      "select coalesce(max(id), 0) as id from outbox where kind = 'probe'",
    );
    await until(async () => {
      // BullMQ has a bell of one name once: one that came while its worker did not listen yet is not rung for again.
      if (tries++ % 100 === 0) await ask(database.pool, 'probe', {});
      const probes = await database.pool.query<{ done: boolean }>(
        `select bool_or(done_at is not null) as done, count(pg_notify('gatehouse_jobs', id || ' probe'))
         from outbox where kind = 'probe' and id > $1`,
        [before[0]?.id],
      );
      return probes.rows[0]?.done;
    }, 'a probe is rung for');
  };
  const allDone = () =>
    until(async () => {
      const rows = (await outbox(database.pool)).filter(({ kind }) => kind === 'greet');
      return rows.every(({ done }) => done) && rows;
    }, 'all jobs are done');

  beforeEach(async () => {
    database = await freshDatabase();
    await addCampus(database.pool);
    workers = [];
    ran = [];
  });
  afterEach(async () => {
    await Promise.all(workers.map((worker) => worker.stop(0)));
    await database.drop();
  });

  it('starts a job that no sweep would have found', async () => {
    node();
    await hung(1);
    await ask(database.pool, 'greet', { n: 1 });
    await allDone();
    expect(ran).to.deep.equal([{ n: 1 }]);
  });

  it('rings for each of many jobs on one of several nodes that started at once, and is gone afterwards', async () => {
    for (let at = 0; at < 3; at++) node();
    await hung(3);
    const jobs = Array.from({ length: 250 }, (_, n) => ({ n }));
    await ask(database.pool, 'greet', ...jobs);
    const rows = await allDone();
    expect(rows.every(({ attempt }) => attempt === 1)).to.equal(true);
    expect((ran as { n: number }[]).map(({ n }) => n).sort((a, b) => a - b)).to.deep.equal(
      jobs.map(({ n }) => n),
    );
    await until(async () => {
      const { rows: left } = await database.pool.query('select id from bullmq.job');
      return left.length === 0;
    }, 'BullMQ keeps nothing');
  });

  it('rung again for a job that has ended, runs nothing', async () => {
    node();
    await hung(1);
    await ask(database.pool, 'greet', { n: 1 });
    const [row] = await allDone();
    await database.pool.query("select pg_notify('gatehouse_jobs', $1)", [`${row?.id} greet`]);
    await ask(database.pool, 'greet', { n: 2 });
    await allDone();
    await until(async () => {
      const { rows: left } = await database.pool.query('select id from bullmq.job');
      return left.length === 0;
    }, 'every bell is answered');
    expect(ran).to.deep.equal([{ n: 1 }, { n: 2 }]);
  });

  it('is not needed: a job asked for before anybody listened is found by the sweep', async () => {
    await ask(database.pool, 'greet', { n: 1 });
    node({}, () => Date.now() + HOUR);
    await allDone();
    expect(ran).to.deep.equal([{ n: 1 }]);
  });

  it('hangs again after the database has thrown everybody out', async () => {
    node();
    await hung(1);
    await database.pool.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
    await hung(1);
    await ask(database.pool, 'greet', { n: 1 });
    await allDone();
    expect(ran).to.deep.equal([{ n: 1 }]);
  });

  it('never has more of a kind running than the kind allows, and comes to all of them', async () => {
    let now = 0;
    let most = 0;
    const run = async ({ payload }: Job) => {
      now += 1;
      most = Math.max(most, now);
      await database.pool.query('select 1');
      now -= 1;
      ran.push(payload);
    };
    node({ atOnce: 2, run }, () => Date.now() + HOUR);
    await hung(1);
    await ask(database.pool, 'greet', ...Array.from({ length: 40 }, (_, n) => ({ n })));
    await allDone();
    expect(ran).to.have.length(40);
    expect(most).to.equal(2);
  });

  it('a failure that will stay ends the job at once', async () => {
    const run = async () => {
      throw new Problem(422, 'address_refused', 'no such address', { permanent: true });
    };
    node({ run });
    await hung(1);
    await ask(database.pool, 'greet', {});
    const [row] = await until(async () => {
      const rows = (await outbox(database.pool)).filter(({ kind }) => kind === 'greet');
      return rows[0]?.dead && rows;
    }, 'the job is dead');
    expect(row).to.include({ attempt: 1, error: 'address_refused', done: false, leased: false });
  });
});
