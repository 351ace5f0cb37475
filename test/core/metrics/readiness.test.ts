import { expect } from 'chai';
import type pg from 'pg';
import type { PluginHost } from '../../../core/host/plugin-host.js';
import { type Phase, readiness } from '../../../core/metrics/readiness.js';
import { Snapshots } from '../../../core/snapshots/snapshots.js';
import { change } from '../../../core/store/change.js';
import { createPool } from '../../../core/store/database.js';
import { eventually } from '../../support/eventually.js';
import { type FreezingProxy, freezingProxy } from '../../support/freezing-proxy.js';
import { type SyncCampus, startSyncCampus } from '../use-cases/sync-campus.js';

const PLUGINS = [{ name: 'calm' }, { name: 'failing' }, { name: 'stopped' }];
const HEALTH: Record<string, string> = { calm: 'running', failing: 'failed', stopped: 'quarantined' };

describe('readiness', () => {
  let campus: SyncCampus;
  let line: FreezingProxy;
  let pool: pg.Pool;
  beforeEach(async () => {
    campus = await startSyncCampus();
    line = await freezingProxy(campus.url);
    pool = createPool(line.url, 4, 5_000);
  });
  afterEach(async () => {
    await line.stop();
    await pool.end();
    await campus.stop();
  });

  interface Wish {
    plugins?: boolean;
    mqtt?: boolean;
    bellAway?: boolean;
    phase?: Phase;
    snapshots?: Snapshots;
  }
  /** What a node says of itself whose line to the database can go dead; its feed is read elsewhere. */
  const node = ({ plugins, mqtt, bellAway = false, phase = 'started', snapshots }: Wish = {}) => {
    const host = {
      plugins: plugins ? PLUGINS : [],
      health: (_campus: number, plugin: string) => ({ health: HEALTH[plugin], problem: 'x' }),
      lines: () => (mqtt === undefined ? [] : [{ name: 'mqtt', connected: mqtt }]),
    } as unknown as PluginHost;
    const context = { ...campus.context, pool, ...(snapshots ? { snapshots } : {}) };
    return readiness({ context, host, bellAway: () => bellAway, phase: () => phase });
  };

  it('is ready where the database takes events and the feed was read', async () => {
    const ready = node({ mqtt: true });
    expect(await ready()).to.deep.equal({ status: 'ready', problems: [], campuses: 1 });
  });

  it('is not ready while it starts, and when it is about to stop', async () => {
    for (const phase of ['starting', 'stopping'] as const) {
      const ready = node({ phase });
      expect(await ready()).to.deep.include({ status: 'not_ready', problems: [{ code: phase }] });
    }
  });

  it('names plugins that fail, brokers that are away and a bell that nobody carries, and is ready nevertheless', async () => {
    const ready = node({ plugins: true, mqtt: false, bellAway: true });
    const { slug } = campus.snapshot();
    expect(await ready()).to.deep.include({
      status: 'degraded',
      problems: [
        { code: 'plugin_failed', campus: slug, plugin: 'failing' },
        { code: 'plugin_quarantined', campus: slug, plugin: 'stopped' },
        { code: 'broker_away', broker: 'mqtt' },
        { code: 'bell_away' },
      ],
    });
  });

  it('answers while the database is dead without a word, is not ready then, and ready when it is back', async () => {
    const ready = node();
    expect((await ready()).status).to.equal('ready');
    line.freeze();
    const away = await eventually(async () => {
      const found = await ready();
      return found.status === 'not_ready' && found;
    });
    expect(away.problems).to.deep.equal([{ code: 'database_unavailable' }]);
    // However often somebody asks, it waits for one answer.
    await Promise.all(Array.from({ length: 20 }, () => ready()));
    expect(pool.totalCount - pool.idleCount).to.equal(1);
    line.thaw();
    await eventually(async () => (await ready()).status === 'ready');
  });

  it('is not ready where changes are not read, since what was revoked would still open', async () => {
    const { vault, now, log } = campus.context;
    const ready = node({ snapshots: new Snapshots({ pool, vault, now, log, url: campus.url }) });
    expect(await ready()).to.deep.include({ status: 'not_ready', problems: [{ code: 'feed_stale' }] });
  });

  it('is not ready on a database that takes no events', async () => {
    const name = new URL(campus.url).pathname.slice(1);
    await campus.context.pool.query(`alter database ${name} set default_transaction_read_only = on`);
    const ready = node();
    expect(await ready()).to.deep.include({
      status: 'not_ready',
      problems: [{ code: 'database_read_only' }],
    });
  });

  it('tells how long a campus waits for a change that cannot be read, and no more once it could', async () => {
    const { snapshots, pool } = campus.context;
    const { campus: number, slug } = campus.snapshot();
    const keys = await campus.rows<{ document: Buffer }>('select document from key_lists');
    const write = (document: Buffer) =>
      change(pool, number, async ({ sql, feed }) => {
        await sql.query('update key_lists set document = $1', [document]);
        feed('keys');
      });
    expect(snapshots.lags()).to.deep.equal([{ slug, seconds: 0 }]);
    await write(Buffer.of(0));
    await snapshots.follow();
    await eventually(() => (snapshots.lags()[0]?.seconds ?? 0) > 0);
    expect(snapshots.secondsSinceFollowed()).to.be.below(60);
    await write(keys[0]?.document ?? Buffer.of());
    await snapshots.follow();
    expect(snapshots.lags()).to.deep.equal([{ slug, seconds: 0 }]);
  });
});
