import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runner } from 'node-pg-migrate';
import pg from 'pg';
import { PLUGIN_FOLDER, pluginMigrations } from '../../bin/plugin-folder.js';
import { signKeyList } from '../../core/codes/key-list.js';
import { exportPrivateKey, exportPublicKey, generateKeyPair } from '../../core/codes/keys.js';
import { campusDay, nextCampusDay } from '../../core/domain/campus-day.js';
import { loadPlugins } from '../../core/host/load-plugins.js';
import { readListedKeys, readRoot } from '../../core/store/keys.js';
import { createVault } from '../../core/store/seal.js';

/** Of the hub that left the rows: its secret, its devices' tokens, a phone's own token and the visit that it was told of. */
export const LEFT = {
  secret: 'demo-dYZ2vyXoDU0EmJ9Ldiu6myaQBRSOnE47Sp5XI1Mk_fE',
  gatesToken: 'TCqZw9iMcQV4vPpq4awAbRIGwUFRawjoPP0cIBtZM3w',
  phone: 'FptzbguDuzP7J4jZkcwT5eAFCAfhyOkJWuBkuewkwFQ',
  frozenPhone: 'Ltu7Z65P9ZqVZ2i-fz_SIWs1TAVfGp1-CVJkqNMklKk',
  /** Of the phones, on the day of the rows. */
  handle: '1ed1b8a770eb0b8a',
  frozenHandle: '65cfd227024884e1',
  visit: '2e1f4ed6-ccbb-4156-909a-c3690f9fd8bd',
  /** When its rows were written: in the step of the code that its event tells of. */
  at: Date.parse('2026-11-22T09:41:13.058Z'),
  zone: 'Asia/Hong_Kong',
};

const OWN = fileURLToPath(new URL('../../core/store/migrations', import.meta.url));
const ROWS = fileURLToPath(new URL('./left-behind.sql', import.meta.url));
const STEP_MS = 30_000;

/** An empty database as that release left it: its migrations and no later one. */
export async function migrateToThen(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await runFirst(client, OWN, 'migrations', THEN.core);
    for (const { name, dir } of pluginMigrations(await loadPlugins(PLUGIN_FOLDER)))
      if (THEN.plugins.includes(name)) await runFirst(client, dir, `migrations_${name}`, 1);
  } finally {
    await client.end();
  }
}

/** So many migrations that release had of its own, and one of each of these plugins. */
export const THEN = { core: 13, plugins: ['catering', 'hcms', 'legacy', 'printers', 'sso', 'wechat'] };

/** Starts a node of that release, as far as the database hears of it: with no later migration in its folder. */
export async function migrateAsThen(url: string): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'gatehouse-then-'));
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const files = (await readdir(OWN)).filter((name) => name.endsWith('.sql')).sort();
    for (const file of files.slice(0, THEN.core)) await cp(path.join(OWN, file), path.join(folder, file));
    await runFirst(client, folder, 'migrations', Number.POSITIVE_INFINITY);
  } finally {
    await client.end();
    await rm(folder, { recursive: true, force: true });
  }
}

async function runFirst(
  dbClient: pg.Client,
  dir: string,
  migrationsTable: string,
  count: number,
): Promise<void> {
  const how = { useGlob: true, direction: 'up', singleTransaction: true, noLock: true } as const;
  await runner({ ...how, dbClient, dir: path.join(dir, '*.sql'), migrationsTable, count, log: () => {} });
}

/** The latest moment that is whole steps after the rows were written, at or before `at`; epoch milliseconds. */
export function momentFor(at: number): number {
  return LEFT.at + Math.floor((at - LEFT.at) / STEP_MS) * STEP_MS;
}

/**
 * The rows that release left, moved in time so that they were written at `now` (a `momentFor`): a dump that ages would
 * have nothing left but codes that are over.
 */
export async function leaveRows(url: string, now: number): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('begin');
    await client.query('set local session_replication_role = replica');
    await client.query(await readFile(ROWS, 'utf8'));
    await moveInTime(client, now);
    await leaveKeys(client, now);
    await client.query('commit');
    for (const table of ['events', 'audit', 'outbox', 'wechat_captures'])
      await client.query(
        `select setval(pg_get_serial_sequence('${table}', 'id'), (select coalesce(max(id), 0) + 1 from ${table}))`,
      );
  } finally {
    await client.end();
  }
}

async function moveInTime(client: pg.Client, now: number): Promise<void> {
  const by = now - LEFT.at;
  const { rows } = await client.query<{ table: string; columns: string[] }>(
    `select c.table_name as table, array_agg(c.column_name::text) as columns
     from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
     where table_schema = 'public' and table_type = 'BASE TABLE' and data_type = 'timestamp with time zone'
     group by c.table_name`,
  );
  // All of a row at once: what begins may not come after its end, not even for a statement.
  for (const { table, columns } of rows) {
    const moved = columns.map((column) => `${column} = ${column} + $1 * interval '1 millisecond'`);
    await client.query(`update ${table} set ${moved.join(', ')}`, [by]);
  }
  await client.query('update events set step = step + $1', [by / 1000]);
  const day = campusDay(LEFT.zone, now);
  await client.query('update handles set day = $1, until = to_timestamp($2 / 1000.0)', [day, endOf(now)]);
  await client.query('update voids set until = to_timestamp($1 / 1000.0)', [endOf(now)]);
  await client.query('update host_days set day = $1', [day]);
}

/** When the day's handles end: a step and the skew after midnight. */
function endOf(now: number): number {
  return nextCampusDay(LEFT.zone, now) + 35_000;
}

/** The list of keys is signed, times and all: the root that it left signs the next one, as every few weeks. */
async function leaveKeys(client: pg.Client, now: number): Promise<void> {
  const vault = createVault(LEFT.secret);
  const at = Math.floor(now / 1000);
  for (const campus of [1, 2]) {
    const pair = generateKeyPair();
    const sealed = vault.seal('signing-key', exportPrivateKey(pair.privateKey));
    await client.query('delete from key_lists where campus = $1', [campus]);
    await client.query('update signing_keys set withdrawn_at = not_before where campus = $1', [campus]);
    await client.query(
      `insert into signing_keys (campus, key, purpose, public_key, private_key, not_before, not_after)
       values ($1, 2, 'code', $2, $3, to_timestamp($4), to_timestamp($5))`,
      [campus, exportPublicKey(pair.publicKey), sealed, at - 86_400, at + 20 * 86_400],
    );
    const root = (await readRoot(client, vault, campus))?.privateKey;
    if (!root) throw new Error('the root that was left cannot be opened');
    const keys = await readListedKeys(client, campus, at);
    const document = signKeyList({ campus, key: root }, { campus, number: 2, keys });
    await client.query('insert into key_lists (campus, number, document) values ($1, 2, $2)', [
      campus,
      document,
    ]);
  }
}
