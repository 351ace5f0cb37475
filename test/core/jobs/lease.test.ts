import { mock } from 'node:test';
import { expect } from 'chai';
import { pino } from 'pino';
import { claimJobs, type Job } from '../../../core/jobs/outbox.js';
import { LEASE_MS, runJob } from '../../../core/jobs/run-job.js';
import { type FreshDatabase, freshDatabase } from '../../support/database.js';
import { addCampus, ask, outbox } from './outbox-rows.js';
import { until } from './until.js';

const TEN_SECONDS = 10_000;
const never = new AbortController().signal;

describe('the lease of a job that runs long', () => {
  let database: FreshDatabase;
  let now: number;

  beforeEach(async () => {
    database = await freshDatabase();
    await addCampus(database.pool);
    await ask(database.pool, 'long', {});
    now = Date.now() + 60_000;
    // Only what renews a lease: the pool's own timers go on.
    mock.timers.enable({ apis: ['setInterval'] });
  });
  afterEach(async () => {
    mock.timers.reset();
    await database.drop();
  });

  const claim = (at: number) =>
    claimJobs(database.pool, { kinds: ['long'], now: at, leaseMs: LEASE_MS, limit: 1 });
  const begin = async (run: (job: Job, signal: AbortSignal) => Promise<void>) => {
    const [job] = await claim(now);
    if (!job) throw new Error('not claimed');
    const context = { pool: database.pool, now: () => now, log: pino({ level: 'silent' }) };
    return runJob(context, job, { attempts: 3, latestOnly: false, run }, never);
  };
  const leaseEnds = async () => {
    const { rows } = await database.pool.query<{ at: Date }>('select lease_until as at from outbox');
    return rows[0]?.at.getTime() ?? 0;
  };

  it('is renewed while its worker lives, so nobody else runs it', async () => {
    let end = () => {};
    const ended = begin(
      () =>
        new Promise<void>((resolve) => {
          end = resolve;
        }),
    );
    const first = await until(leaseEnds, 'it is claimed');
    for (let turn = 1; turn <= 4; turn++) {
      now += TEN_SECONDS;
      mock.timers.tick(TEN_SECONDS);
      const renewed = first + turn * TEN_SECONDS;
      await until(async () => (await leaseEnds()) === renewed, 'the lease is renewed');
    }
    expect(now).to.be.greaterThan(first);
    expect(await claim(now)).to.deep.equal([]);
    end();
    await ended;
    expect((await outbox(database.pool))[0]).to.include({ done: true, attempt: 1 });
  });

  it('once lost, tells the handler to stop, and what it still does ends nothing', async () => {
    const lost = begin(
      (_job, signal) =>
        new Promise<void>((_, reject) => {
          signal.addEventListener('abort', () => reject(new Error('stopped')));
        }),
    );
    await until(leaseEnds, 'it is claimed');
    now += LEASE_MS;
    expect(await claim(now)).to.have.length(1);
    mock.timers.tick(TEN_SECONDS);
    await lost;
    expect((await outbox(database.pool))[0]).to.include({
      done: false,
      leased: true,
      attempt: 2,
      error: null,
    });
  });
});
