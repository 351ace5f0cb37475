import { spawnSync } from 'node:child_process';
import { expect } from 'chai';
import pg from 'pg';
import { Problem } from '../../../core/domain/problem.js';
import { problemOf } from '../../../core/http/errors.js';
import { change } from '../../../core/store/change.js';
import { createPool, heard, inTransaction, type Sql } from '../../../core/store/database.js';
import { type FreshDatabase, freshDatabase } from '../../support/database.js';
import { eventually } from '../../support/eventually.js';
import { type FreezingProxy, freezingProxy } from '../../support/freezing-proxy.js';

const CAMPUS = 1;
/** Ends one connection, from another process. */
const THROW_OUT = `import pg from 'pg';
const client = new pg.Client({ connectionString: process.argv[1] });
await client.connect();
await client.query('select pg_terminate_backend($1, 30000)', [Number(process.argv[2])]);
await client.end();`;

describe('a database that goes away', () => {
  let database: FreshDatabase;
  let line: FreezingProxy;
  let pool: pg.Pool;
  beforeEach(async () => {
    database = await freshDatabase();
    line = await freezingProxy(database.url);
    pool = createPool(line.url, 2, 300);
  });
  afterEach(async () => {
    await line.stop();
    await pool.end();
    await database.drop();
  });

  const failed = (work: Promise<unknown>) =>
    work.then(
      () => expect.fail('it was answered'),
      (error: unknown) => problemOf(error),
    );
  const readsOne = async () => (await pool.query<{ one: number }>('select 1 as one')).rows[0]?.one === 1;

  it('without a word: a statement ends as 503, and the pool comes back by itself', async () => {
    expect(await readsOne()).to.equal(true);
    line.freeze();
    expect(await failed(pool.query('select 1'))).to.include({ status: 503, code: 'database_unavailable' });
    line.thaw();
    expect(await eventually(() => readsOne().catch(() => false))).to.equal(true);
  });

  it('without a word in the middle of a change: it ends as 503, and its connection is not used again', async () => {
    const half = change(pool, CAMPUS, async ({ sql }) => {
      await sql.query('create table half_done ()');
      line.freeze();
      await sql.query('select 1');
    });
    expect(await failed(half)).to.include({ status: 503, code: 'database_unavailable' });
    line.thaw();
    expect(await eventually(() => readsOne().catch(() => false))).to.equal(true);
    const { rows } = await database.pool.query("select to_regclass('half_done') as made");
    expect(rows).to.deep.equal([{ made: null }]);
  });

  it('thrown out by its server in the middle of a change: 503, nothing stays behind, the next one works', async () => {
    const thrownOut = change(pool, CAMPUS, async ({ sql }) => {
      await sql.query('create table half_done ()');
      await sql.query('select pg_terminate_backend(pg_backend_pid())');
    });
    expect(await failed(thrownOut))
      .to.be.instanceOf(Problem)
      .and.include({ status: 503 });
    expect(await readsOne()).to.equal(true);
  });

  /** Ends these connections, and waits until they have ended. */
  const throwOut = (pids: readonly number[]) =>
    database.pool.query('select pg_terminate_backend(pid, 30000) from unnest($1::integer[]) as pid', [pids]);
  const ownPid = async (sql: Sql) =>
    (await sql.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]?.pid ?? 0;

  it('thrown out while a package has borrowed a connection and listens to nothing: the process goes on', async () => {
    const client = await pool.connect();
    const ended = new Promise((resolve) => client.once('end', resolve));
    await throwOut([await ownPid(client)]);
    await ended;
    client.release(true);
    expect(await readsOne()).to.equal(true);
  });

  it('thrown out in the same breath as an answer, whose connection goes on to the next in the queue: 503', async () => {
    const single = heard(new pg.Pool({ connectionString: database.url, max: 1 }));
    const pid = await ownPid(single);
    const answered = ownPid(single);
    const next = failed(inTransaction(single, ownPid));
    await new Promise<void>((resolve) => process.nextTick(() => process.nextTick(resolve)));
    // The statement is sent. Nothing is read until the answer and the end lie side by side in the socket.
    spawnSync(process.execPath, ['--input-type=module', '-e', THROW_OUT, database.url, String(pid)]);
    expect(await answered).to.equal(pid);
    expect(await next).to.include({ status: 503, code: 'database_unavailable' });
    expect(await ownPid(single)).not.to.equal(pid);
    await single.end();
  });

  it('is waited for longer where the work says so', async () => {
    const slow = change(pool, CAMPUS, ({ sql }) => sql.query('select pg_sleep(0.5), 1 as one'), 60_000);
    expect((await slow).rows).to.have.length(1);
  });
});
