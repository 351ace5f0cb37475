import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { eventually } from '../support/eventually.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { ended } from './program.js';

/** Rows of a campus in every table that has some, by table. */
async function rowsOf({ database }: TestHub, campus: number): Promise<Map<string, number>> {
  const { rows: tables } = await database.pool.query<{ name: string }>(
    `select table_name as name from information_schema.columns
     where table_schema = 'public' and column_name = 'campus' order by 1`,
  );
  const counted = new Map<string, number>();
  for (const { name } of tables) {
    const { rows } = await database.pool.query<{ n: number }>(
      `select count(*)::int as n from ${name} where campus = $1`,
      [campus],
    );
    if (rows[0]?.n) counted.set(name, rows[0].n);
  }
  return counted;
}

describe('gatehouse forget', function () {
  this.timeout(180_000);
  let hub: TestHub;
  let folder: string;
  let campus: number;
  before(async () => {
    hub = await startTestHub();
    folder = await mkdtemp(path.join(tmpdir(), 'gatehouse-forget-'));
    campus = hub.hub.context.snapshots.bySlug('hkust-gz')?.campus ?? 0;
    // Somebody's phone and code, a visit with its message: what people leave behind.
    const person = hub.person('hkust-gz', 'xmliu');
    await person.signIn(hub.demo.password);
    await person.link();
    const { pool } = hub.database;
    await pool.query(
      `insert into events (campus, point, device, request_id, at, outcome, reason, version)
       select $1, 'south-gate', 'south-gate-1', 'old-' || n, now(), 'deny', 'unreadable', 1 from generate_series(1, 6000) n`,
      [campus],
    );
    await pool.query(
      `insert into visits (campus, kind, state, personal, begins_at, ends_at, points, request_key)
       values ($1, 'foreign', 'approved', '', now(), now() + interval '1 hour', '{}', $2)`,
      [campus, Buffer.from(randomUUID())],
    );
  });
  after(async () => {
    await rm(folder, { recursive: true, force: true });
    await hub?.stop();
  });

  const forget = (words: string[], typed = '') =>
    ended(folder, { DATABASE_URL: hub.database.url }, ['forget', ...words], typed);

  it('wants the slug typed, and removes nothing for another word', async () => {
    const { code, err } = await forget(['hkust-gz'], 'hku\n');
    expect([code, err]).to.deep.equal([1, 'gatehouse: Nothing was removed.\n']);
    expect((await rowsOf(hub, campus)).get('people')).to.be.greaterThan(10);
  });

  it('removes a campus with every row of it, says what it removed, and leaves the other campus as it was', async () => {
    const other = hub.hub.context.snapshots.bySlug('hku')?.campus ?? 0;
    const others = [...(await rowsOf(hub, other)).keys()];
    const { code, out, err } = await forget(['hkust-gz'], 'hkust-gz\n');
    expect(code, err).to.equal(0);
    expect(out)
      .to.match(/^events\t6000$/m)
      .and.match(/^people\t\d+$/m);
    expect(out).to.match(/^\d{4}-\S+ hkust-gz \(\d+\) is forgotten\./m);
    expect([...(await rowsOf(hub, campus))]).to.deep.equal([]);
    const { rows } = await hub.database.pool.query('select slug from campuses');
    expect(rows).to.deep.equal([{ slug: 'hku' }]);
    expect(await rowsOf(hub, other)).to.include.keys(others);
  });

  it('is followed by the running hub: the campus answers no more, the other one does', async () => {
    const status = async (slug: string) =>
      (await fetch(`${hub.hub.url}/oidc/${slug}/.well-known/openid-configuration`)).status;
    await eventually(async () => (await status('hkust-gz')) === 404);
    expect(await status('hku')).to.equal(200);
  });
});
