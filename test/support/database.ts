import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { createPool } from '../../core/store/database.js';
import { migrate } from '../../core/store/migrate.js';
import { serverUrl } from './postgres-server.js';

export interface FreshDatabase {
  readonly url: string;
  readonly pool: pg.Pool;
  /** Ends the pool, throws out every other connection and removes the database. */
  drop(): Promise<void>;
}

// Several runs may share one server (TEST_DATABASE_URL): each has names of its own.
const RUN = `gatehouse_test_${randomBytes(4).toString('hex')}`;
const made = new Set<string>();
let serial = 0;
let template: Promise<string> | undefined;

/** A migrated, empty database of its own for one test file, copied from a template that is migrated once a run. */
export async function freshDatabase(): Promise<FreshDatabase> {
  template ??= migratedTemplate();
  serial += 1;
  const name = `${RUN}_${serial}`;
  made.add(name);
  await onServer(`create database ${name} template ${await template}`);
  const url = await addressOf(name);
  const pool = createPool(url);
  return {
    url,
    pool,
    drop: async () => {
      await pool.end();
      await remove(name);
    },
  };
}

/** Removes what test files left behind on a server that outlives the run. */
export async function dropLeftDatabases(): Promise<void> {
  for (const name of made) await remove(name);
  template = undefined;
}

async function migratedTemplate(): Promise<string> {
  const name = `${RUN}_template`;
  made.add(name);
  await onServer(`create database ${name}`);
  await migrate(await addressOf(name));
  return name;
}

async function remove(name: string): Promise<void> {
  await onServer(`drop database if exists ${name} with (force)`);
  made.delete(name);
}

async function addressOf(database: string): Promise<string> {
  const url = new URL(await serverUrl());
  url.pathname = `/${database}`;
  return url.href;
}

async function onServer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: await serverUrl() });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
