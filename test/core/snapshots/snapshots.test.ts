import { expect } from 'chai';
import { pino } from 'pino';
import { Snapshots } from '../../../core/snapshots/snapshots.js';
import { change } from '../../../core/store/change.js';
import { applyCampus } from '../../../core/use-cases/apply-campus.js';
import { eventually } from '../../support/eventually.js';
import { freezingProxy } from '../../support/freezing-proxy.js';
import { type SyncCampus, startSyncCampus } from '../use-cases/sync-campus.js';

const HKU = 1;
const OTHER = 7;

describe('snapshots that follow the feed', () => {
  let campus: SyncCampus;
  beforeEach(async () => {
    campus = await startSyncCampus();
    const file = structuredClone(campus.snapshot().file);
    Object.assign(file, { campus: { ...file.campus, number: OTHER, slug: 'other' } });
    const env = (name: string) => `token of ${name} elsewhere`;
    await applyCampus(campus.context, { file, fileName: 'other.yaml', env, secretFields: () => [] });
    await campus.context.snapshots.follow();
  });
  afterEach(() => campus.stop());

  const node = (url = campus.url) => {
    const { pool, vault, now } = campus.context;
    return new Snapshots({ pool, vault, now, url, log: pino({ level: 'silent' }) });
  };
  const bell = async () => {
    const [row] = await campus.rows<{ pid: number }>(
      `select pid from pg_stat_activity
       where datname = current_database() and application_name = 'gatehouse bell' and query like 'listen%'`,
    );
    return row?.pid;
  };
  const spoilKeys = (of: number) =>
    change(campus.context.pool, of, async ({ sql, feed }) => {
      await sql.query("update key_lists set document = '\\x00' where campus = $1", [of]);
      feed('keys');
    });
  const withdrawDevices = (of: number) =>
    change(campus.context.pool, of, async ({ sql, feed }) => {
      await sql.query('update devices set withdrawn_at = now() where campus = $1', [of]);
      feed('devices');
    });

  it('a campus that cannot be read holds up no other', async () => {
    await spoilKeys(HKU);
    await withdrawDevices(OTHER);
    await campus.context.snapshots.follow();
    expect(campus.context.snapshots.byNumber(OTHER)?.devices.size).to.equal(0);
    expect(campus.context.snapshots.byNumber(HKU)?.devices.size).to.be.greaterThan(0);
  });

  it('a hub starts with the campuses that can be read, and not where none can', async () => {
    const started = async () => {
      const fresh = node();
      await fresh.start().finally(() => fresh.stop());
      return fresh.all().map(({ slug }) => slug);
    };
    await spoilKeys(HKU);
    expect(await started()).to.deep.equal(['other']);
    await spoilKeys(OTHER);
    expect(await started().catch((error: unknown) => error)).to.be.instanceOf(Error);
  });

  it('whoever asks while the feed is read sees what was committed before', async () => {
    const { snapshots } = campus.context;
    const first = snapshots.follow();
    await withdrawDevices(OTHER);
    await Promise.all([snapshots.follow(), snapshots.follow(), snapshots.follow()]);
    await first;
    expect(snapshots.byNumber(OTHER)?.devices.size).to.equal(0);
  });

  it('listens again after the database threw the bell out', async () => {
    const following = node();
    await following.start();
    try {
      const first = await eventually(bell);
      await campus.rows('select pg_terminate_backend($1)', [first]);
      const second = await eventually(async () => {
        const pid = await bell();
        return pid !== first && pid;
      });
      expect(second).to.be.greaterThan(0);
    } finally {
      await following.stop();
    }
  });

  it('stops although the database went away without a word', async () => {
    const line = await freezingProxy(campus.url);
    const following = node(line.url);
    try {
      await following.start();
      line.freeze();
      await following.stop();
    } finally {
      await line.stop();
    }
  });
});
