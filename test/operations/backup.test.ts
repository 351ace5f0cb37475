import { execFileSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import type pg from 'pg';
import { createPool } from '../../core/store/database.js';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../core/store/embedded/start.js';
import { runnable } from '../docs/runnable.js';
import { type Before, goesOn, hasEveryRow, liveThrough } from './backup-story.js';
import { House } from './house.js';

/** By the line of docs/operations.md for a hub with the embedded database: stopped, copied whole, started on the copy. */
describe('a copy of the data folder', function () {
  this.timeout(180_000);
  let house: House;
  let folder: string;
  let server: EmbeddedPostgres;
  let pool: pg.Pool;
  let stop = async () => {};
  let before_: Before;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'gatehouse-backup-'));
    // Root's server runs as another user, who has to enter.
    chmodSync(folder, 0o711);
    house = await House.begin();
    await start('.gatehouse');
    await house.found(server.url);
    await house.open(server.url);
  });
  after(async () => {
    await house?.end();
    await stop();
    await rm(folder, { recursive: true, force: true });
  });

  const start = async (name: string) => {
    server = await startEmbeddedPostgres({
      dataDir: path.join(folder, name, 'postgres'),
      log: () => undefined,
    });
    pool = createPool(server.url, 2);
    stop = async () => {
      stop = async () => {};
      await pool.end();
      await server.stop();
    };
  };

  it('has people, phones, codes, visits and messages in it, taken with the hub stopped', async () => {
    before_ = await liveThrough(house, pool);
    await house.close();
    await stop();
    execFileSync('bash', ['-euc', runnable('docs/operations.md', 'copy')], { cwd: folder });
    await rm(path.join(folder, '.gatehouse'), { recursive: true });
  });

  it('is a new cluster with every row, which another secret does not open', async () => {
    await start('gatehouse-copy');
    await hasEveryRow(pool, before_);
    const refusal = await house.open(server.url, 'another secret than the one that was kept').then(
      () => 'opened',
      (error: Error) => error.message,
    );
    expect(refusal).to.match(/^GATEHOUSE_SECRET is not the one that this database rests under/);
    await hasEveryRow(pool, before_);
  });

  it('goes on with the same secret: phones, codes, single use, voids, visits, notes and the audit', async () => {
    await house.open(server.url);
    await goesOn(house, pool, before_);
  });
});
