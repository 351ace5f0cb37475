import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

const OWN = fileURLToPath(new URL('./migrations', import.meta.url));
/** One number for all who migrate, so that two starters take turns instead of failing. */
const LOCK = 0x47_48_01;

/**
 * Brings a database to this version: numbered plain SQL, each file once, in one transaction. `folders` adds the
 * migrations of plugins, each with a table of its own for what has run.
 */
export async function migrate(url: string, folders: { name: string; dir: string }[] = []): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  // Between two statements too: the next one says that the connection is gone.
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    await run(client, OWN, 'migrations');
    for (const { name, dir } of folders) await run(client, dir, `migrations_${name}`);
  } finally {
    await client.end();
  }
}

async function run(client: pg.Client, dir: string, migrationsTable: string): Promise<void> {
  const names = readdirSync(dir).flatMap((file) =>
    file.endsWith('.sql') ? path.basename(file, '.sql') : [],
  );
  const known = await alreadyRun(client, migrationsTable);
  if (names.every((name) => known.has(name))) return;
  // A third of a second of reading code, for which a start with nothing to do need not wait.
  const { runner } = await import('node-pg-migrate');
  await runner({
    dbClient: client,
    dir: path.join(dir, '*.sql'),
    useGlob: true,
    direction: 'up',
    migrationsTable,
    singleTransaction: true,
    noLock: true,
    log: () => {},
  });
}

async function alreadyRun(client: pg.Client, table: string): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ made: string | null }>('select to_regclass($1) as made', [
    `public."${table}"`,
  ]);
  if (!rows[0]?.made) return new Set();
  const run = await client.query<{ name: string }>(`select name from public."${table}"`);
  return new Set(run.rows.map(({ name }) => name));
}
