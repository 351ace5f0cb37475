import { expect } from 'chai';
import type { EligibilitySource } from '../../../core/hooks/hook-map.js';
import { eventually } from '../../support/eventually.js';
import { manyStaff, type SyncCampus, sourceOf, staff, startSyncCampus } from './sync-campus.js';

describe('the lease of a pull', () => {
  let campus: SyncCampus;
  beforeEach(async () => {
    campus = await startSyncCampus();
  });
  afterEach(() => campus.stop());

  /** Yields people, then waits for what happens meanwhile. */
  const pausing = (first: unknown[], meanwhile: () => Promise<unknown>, then: unknown[] = []) =>
    ({
      ...sourceOf([]),
      async *pull() {
        yield first;
        await meanwhile();
        if (then.length > 0) yield then;
        return { full: true, cursor: 'paused' };
      },
    }) satisfies EligibilitySource;
  const staged = async () => (await campus.rows('select from people_staged')).length;
  const inTransaction = () =>
    campus.rows(
      `select query from pg_stat_activity
       where datname = current_database() and state like 'idle in transaction%'`,
    );

  it('needs neither a transaction nor a connection while the source is waited for', async () => {
    const { pool } = campus.context;
    const source = pausing(manyStaff(5), async () => {
      expect(await staged()).to.equal(5);
      await eventually(async () => (await inTransaction()).length === 0);
      await eventually(() => pool.totalCount === pool.idleCount);
    });
    expect((await campus.sync(source)).outcome).to.equal('applied');
    expect(await staged()).to.equal(0);
    expect(await campus.rows('select from pull_leases')).to.have.length(0);
  });

  it('that ran out is taken by the next pull, and who lost it changes nothing more', async () => {
    const other = sourceOf([staff(1), staff(2)]);
    const late = pausing(manyStaff(9), async () => {
      await campus.rows("update pull_leases set until = now() - interval '1 second'");
      expect((await campus.sync(other)).counts).to.include({ new: 2 });
    }, [staff(20)]);
    const report = await campus.sync(late);
    expect([report.outcome, report.problems[0]?.path]).to.deep.equal(['failed', 'pull_lost']);
    expect(await campus.rows('select cursor, outcome from pulls')).to.deep.equal([
      { cursor: 'next', outcome: 'applied' },
    ]);
    expect(await campus.rows('select from people')).to.have.length(2);
    expect(await staged()).to.equal(0);
    expect((await campus.sync(other)).outcome).to.equal('unchanged');
  });

  it('is lost with the stage where the server crashed, and nobody is taken for a leaver', async () => {
    await campus.sync(sourceOf(manyStaff(4)));
    // What the server does to tables that are not logged.
    const source = pausing(manyStaff(4), () => campus.rows('truncate pull_leases, people_staged'));
    expect((await campus.sync(source)).problems[0]?.path).to.equal('pull_lost');
    expect(await campus.credential('H1')).to.equal('active eligible');
    expect((await campus.sync(sourceOf(manyStaff(4)))).outcome).to.equal('unchanged');
  });

  it('ends with a source that fails, so that the next pull waits for nothing', async () => {
    const failing = pausing(manyStaff(3), () => Promise.reject(new Error('away')));
    expect((await campus.sync(failing)).outcome).to.equal('failed');
    expect(await campus.rows('select from pull_leases')).to.have.length(0);
    expect(await staged()).to.equal(0);
  });
});
