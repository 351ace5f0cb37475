import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runnable } from '../docs/runnable.js';
import { type Before, goesOn, hasEveryRow, liveThrough } from '../operations/backup-story.js';
import { type EmptyDatabase, emptyDatabase } from '../operations/empty-database.js';
import { House } from '../operations/house.js';

/** By the lines of docs/operations.md, with Debian's pg_dump and pg_restore. */
describe('a dump by pg_dump, taken while the hub runs', () => {
  let house: House;
  let folder: string;
  let first: EmptyDatabase;
  let second: EmptyDatabase;
  let before_: Before;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'gatehouse-dump-'));
    [first, second] = [await emptyDatabase(), await emptyDatabase()];
    house = await House.begin();
    await house.found(first.url);
    await house.open(first.url);
  });
  after(async () => {
    await house?.end();
    await first?.drop();
    await second?.drop();
    await rm(folder, { recursive: true, force: true });
  });

  const paste = (name: string, { url }: EmptyDatabase) =>
    execFileSync('bash', ['-euo', 'pipefail', '-c', runnable('docs/operations.md', name)], {
      cwd: folder,
      env: { ...process.env, DATABASE_URL: url },
    });

  it('is restored into another database with every row', async () => {
    before_ = await liveThrough(house, first.pool);
    paste('dump', first);
    await house.close();
    await first.drop();
    paste('restore', second);
    await hasEveryRow(second.pool, before_);
  });

  it('goes on there: phones, codes, single use, voids, visits, notes and the audit', async () => {
    await house.open(second.url);
    await goesOn(house, second.pool, before_);
  });
});
