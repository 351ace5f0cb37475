import { expect } from 'chai';
import type pg from 'pg';
import { PLUGIN_FOLDER, pluginMigrations } from '../../bin/plugin-folder.js';
import { stepStart } from '../../core/codes/step.js';
import { writeLive } from '../../core/codes/write-live.js';
import { loadPlugins } from '../../core/host/load-plugins.js';
import { readKeys } from '../../core/store/keys.js';
import { migrate } from '../../core/store/migrate.js';
import { createVault } from '../../core/store/seal.js';
import { issueCode } from '../../core/use-cases/issue-code.js';
import { type EmptyDatabase, emptyDatabase } from './empty-database.js';
import { House } from './house.js';
import { LEFT, leaveRows, migrateAsThen, migrateToThen, momentFor } from './left-behind.js';

const HKU = 1;

describe('a database that release 0.1 left at its migration 0013', function () {
  this.timeout(180_000);
  const now = momentFor(Date.now());
  const vault = createVault(LEFT.secret);
  const databases: EmptyDatabase[] = [];
  let house: House;
  let toPresent: (url: string) => Promise<void>;
  before(async () => {
    const folders = pluginMigrations(await loadPlugins(PLUGIN_FOLDER));
    toPresent = (url) => migrate(url, folders);
    house = await House.begin({ secret: LEFT.secret, tokens: { HKU_CHI_WAH_GATES_TOKEN: LEFT.gatesToken } });
    house.standStill(now);
  });
  afterEach(async () => {
    await house.close();
    for (const { drop } of databases.splice(0)) await drop();
  });
  after(() => house?.end());

  const empty = async () => {
    const database = await emptyDatabase();
    databases.push(database);
    return database;
  };
  const leftBehind = async () => {
    const database = await empty();
    await migrateToThen(database.url);
    await leaveRows(database.url, now);
    return database;
  };

  /** What the phone of that handle showed when the rows were written, under the key that signs. */
  const shownCode = async (pool: pg.Pool, handle: string) => {
    const { signers } = await readKeys(pool, vault, HKU);
    const { rows } = await pool.query<{ groups: number[] }>('select groups from handles where handle = $1', [
      handle,
    ]);
    const [signer] = signers;
    if (!signer) throw new Error('no key signs');
    const facts = {
      handle,
      groups: rows[0]?.groups ?? [],
      issued: stepStart(handle, Math.floor(now / 1000)),
    };
    return writeLive({ campus: HKU, key: signer.key, privateKey: signer.privateKey }, facts);
  };

  /** What people, gates and the office find, whichever way the database came to the present. */
  const worksAsEver = async (url: string, pool: pg.Pool) => {
    await house.open(url, LEFT.secret);
    const snapshot = house.hub.context.snapshots.byNumber(HKU);
    if (!snapshot) throw new Error('the campus is not there');
    const used = await shownCode(pool, LEFT.handle);
    expect(await house.decide('chi-wah-1f', used, 'before-the-backup')).to.include({
      id: '1',
      decision: 'grant',
    });
    expect(await house.decide('chi-wah-2f', used, 'now-1')).to.include({ decision: 'grant' });
    house.later(4);
    expect(await house.decide('chi-wah-1f', used, 'now-2')).to.include({ reason: 'already_used' });
    const voided = await shownCode(pool, LEFT.frozenHandle);
    expect(await house.decide('chi-wah-2f', voided, 'now-3')).to.include({ reason: 'credential_frozen' });

    const fresh = await issueCode(house.hub.context, snapshot, LEFT.phone);
    expect(await house.decide('chi-wah-ground', fresh.text, 'now-4')).to.include({ decision: 'grant' });
    const frozen = await issueCode(house.hub.context, snapshot, LEFT.frozenPhone).then(
      () => 'a code',
      (error: { code: string }) => error.code,
    );
    expect(frozen).to.equal('credential_frozen');
    house.standStill(now);
  };

  it('is brought to the present with every row and value, and opens gates as ever', async () => {
    const { url, pool } = await leftBehind();
    const before_ = await contents(pool);
    expect(Object.keys(before_)).to.have.length.above(25);
    await toPresent(url);
    const after_ = await contents(pool, columnsOf(before_));
    expect(after_).to.deep.equal(before_);
    const visit = await pool.query<{ personal: Buffer }>('select personal from visits where id = $1', [
      LEFT.visit,
    ]);
    expect(vault.open('visit/2', visit.rows[0]?.personal ?? Buffer.alloc(0)).toString()).to.contain(
      'Seminar',
    );
    const visitor = await pool.query<{ personal: Buffer }>('select personal from visitors');
    expect(vault.open('visitor/2', visitor.rows[0]?.personal ?? Buffer.alloc(0)).toString()).to.contain(
      '王小明',
    );
    await worksAsEver(url, pool);
  });

  it('changes nothing when it is migrated a second time', async () => {
    const { url, pool } = await leftBehind();
    await toPresent(url);
    const once = { schema: await schemaOf(pool), contents: await contents(pool) };
    await toPresent(url);
    expect({ schema: await schemaOf(pool), contents: await contents(pool) }).to.deep.equal(once);
  });

  it('ends well when three nodes migrate it in the same moment, like a new one', async () => {
    const { url, pool } = await leftBehind();
    await Promise.all([toPresent(url), toPresent(url), toPresent(url)]);
    const fresh = await empty();
    await toPresent(fresh.url);
    expect(await schemaOf(pool)).to.deep.equal(await schemaOf(fresh.pool));
  });

  it('has nodes of that release start and go on while it is at the present: what they write is taken and good', async () => {
    const { url, pool } = await empty();
    await toPresent(url);
    const present = await schemaOf(pool);
    await migrateAsThen(url);
    expect(await schemaOf(pool)).to.deep.equal(present);
    await leaveRows(url, now);
    await worksAsEver(url, pool);
  });

  it('comes back as it was from a copy that was taken before', async () => {
    const { url, pool, name } = await leftBehind();
    const [then, rows] = [await schemaOf(pool), await contents(pool)];
    // A copy by the server's own means, for which nobody may be connected.
    await pool.end();
    const copy = await emptyDatabase(name);
    databases.push(copy);
    await toPresent(url);
    expect(await schemaOf(copy.pool)).to.deep.equal(then);
    expect(await contents(copy.pool)).to.deep.equal(rows);
  });
});

type Contents = Record<string, { columns: string[]; rows: number; digest: string }>;

const columnsOf = (found: Contents) =>
  Object.fromEntries(Object.entries(found).map(([table, { columns }]) => [table, columns]));

/** Every table's rows as a digest, of these columns or all; without the lists of what was migrated. */
async function contents(pool: pg.Pool, of?: Record<string, string[]>): Promise<Contents> {
  const { rows } = await pool.query<{ name: string; columns: string[] }>(
    `select table_name as name, array_agg(column_name::text order by ordinal_position) as columns
     from information_schema.columns join information_schema.tables using (table_schema, table_name)
     where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not like 'migrations%'
     group by table_name`,
  );
  const found: Contents = {};
  for (const table of rows.filter(({ name }) => !of || name in of)) {
    const columns = of?.[table.name] ?? table.columns;
    const text = columns.map((column) => `coalesce(${column}::text, '-')`).join(" || '|' || ");
    const digest = await pool.query<{ rows: number; digest: string }>(
      `select count(*)::int as rows, md5(coalesce(string_agg(${text}, E'\\n' order by ${text}), '')) as digest from ${table.name}`,
    );
    found[table.name] = { columns, rows: digest.rows[0]?.rows ?? 0, digest: digest.rows[0]?.digest ?? '' };
  }
  return found;
}

/** Columns, indexes and constraints, as text. */
async function schemaOf(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ line: string }>(
    `select table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || coalesce(column_default, '') as line
     from information_schema.columns where table_schema = 'public'
     union all select indexdef from pg_indexes where schemaname = 'public'
     union all select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint
       where connamespace = 'public'::regnamespace
     order by 1`,
  );
  return rows.map(({ line }) => line);
}
