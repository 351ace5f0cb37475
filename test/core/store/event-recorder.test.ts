import { expect } from 'chai';
import type pg from 'pg';
import { createPool } from '../../../core/store/database.js';
import { EventRecorder } from '../../../core/store/event-recorder.js';
import type { Recorded, Scan } from '../../../core/store/statements/record-events.js';
import { type FreshDatabase, freshDatabase } from '../../support/database.js';
import { addCampus, again, events, grant } from './scans.js';

describe('event recorder', () => {
  let database: FreshDatabase;
  let otherPool: pg.Pool;
  before(async () => {
    database = await freshDatabase();
    otherPool = createPool(database.url);
    await addCampus(database.pool);
  });
  afterEach(() => database.pool.query('truncate events'));
  after(async () => {
    await otherPool?.end();
    await database?.drop();
  });

  const all = (recorder: EventRecorder, scans: readonly Scan[]) =>
    Promise.all(scans.map((scan) => recorder.record(scan)));
  const granted = (recorded: readonly Recorded[]) =>
    recorded.filter(({ outcome, fresh }) => outcome === 'grant' && fresh).length;

  it('what arrives while a write is in flight is written by one transaction, each with its own answer', async () => {
    const scans = Array.from({ length: 50 }, (_, version) => grant({ version }));
    const recorded = await all(new EventRecorder(database.pool), scans);
    expect(recorded.map(({ version }) => version)).to.deep.equal(scans.map(({ version }) => version));
    const stored = await events(database.pool);
    expect(stored).to.have.length(50);
    expect(new Set(stored.map(({ written }) => written)).size).to.equal(2);
  });

  it('an answer stands in the database before it is given', async () => {
    const { id } = await new EventRecorder(database.pool).record(grant());
    const { rows } = await otherPool.query('select id from events where id = $1', [id]);
    expect(rows).to.have.length(1);
  });

  it('one code shown at two nodes by many readers is granted once', async () => {
    const code = grant();
    const shown = (node: string) =>
      Array.from({ length: 30 }, (_, i) => again(code, { device: `${node}-${i}` }));
    const [here, there] = await Promise.all([
      all(new EventRecorder(database.pool), shown('here')),
      all(new EventRecorder(otherPool), shown('there')),
    ]);
    expect(granted([...here, ...there])).to.equal(1);
    const refused = [...here, ...there].filter(({ reason }) => reason === 'already_used');
    expect(refused).to.have.length(59);
  });

  it('many codes that two nodes get in opposite order are each granted once', async () => {
    const codes = Array.from({ length: 200 }, () => grant());
    const [here, there] = await Promise.all([
      all(new EventRecorder(database.pool), codes),
      all(new EventRecorder(otherPool), codes.map((code) => again(code, { device: 'reader-2' })).reverse()),
    ]);
    expect(granted(here) + granted(there)).to.equal(200);
    expect(await events(database.pool)).to.have.length(400);
  });

  it('one request that reaches two nodes is stored once and answered alike', async () => {
    const requests = Array.from({ length: 40 }, () => grant());
    const [here, there] = await Promise.all([
      all(new EventRecorder(database.pool), requests),
      all(new EventRecorder(otherPool), requests),
    ]);
    expect(there.map(({ id }) => id)).to.deep.equal(here.map(({ id }) => id));
    expect(granted(here) + granted(there)).to.equal(40);
  });

  it('says busy when too many wait, and loses none of those that do', async () => {
    const recorder = new EventRecorder(database.pool);
    const asked = Array.from({ length: 4_003 }, () => recorder.record(grant()));
    const settled = await Promise.allSettled(asked);
    const refused = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(refused.map(({ status, code }) => `${status} ${code}`)).to.deep.equal(['503 busy', '503 busy']);
    expect(settled.slice(0, 4_001).every(({ status }) => status === 'fulfilled')).to.equal(true);
    expect(await events(database.pool)).to.have.length(4_001);
    expect((await recorder.record(grant())).outcome).to.equal('grant');
  });

  it('a scan that the database refuses is refused alone; its neighbours in the batch are written', async () => {
    const recorder = new EventRecorder(database.pool);
    const before = recorder.record(grant());
    const batch = await Promise.allSettled([
      recorder.record(grant({ campus: 999 })),
      recorder.record(grant()),
    ]);
    expect((await before).outcome).to.equal('grant');
    expect(
      batch.map((one) => (one.status === 'rejected' ? one.reason.code : one.value.outcome)),
    ).to.deep.equal(['23503', 'grant']);
    expect(await events(database.pool)).to.have.length(2);
    expect((await recorder.record(grant())).fresh).to.equal(true);
  });

  it('a connection that dies under a write refuses it, and the next scan gets a new one', async () => {
    const recorder = new EventRecorder(database.pool);
    const lock = await otherPool.connect();
    try {
      await lock.query('begin; lock table events');
      const stuck = recorder.record(grant()).catch((error: { code?: string }) => error.code);
      await terminateWaiting(otherPool);
      expect(await stuck).to.equal('57P01');
    } finally {
      await lock.query('rollback');
      lock.release();
    }
    expect((await recorder.record(grant())).fresh).to.equal(true);
  });
});

/** Ends the connection that waits for a lock, as soon as one does. */
async function terminateWaiting(pool: pg.Pool): Promise<void> {
  for (;;) {
    const { rowCount } = await pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if (rowCount) return;
  }
}
