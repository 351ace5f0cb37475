import { realpathSync } from 'node:fs';
import { Client } from 'pg';
import { SUPERUSER } from './init.js';

const DATABASE = 'gatehouse';

export function urlOf(port: number, password: string, database = DATABASE): string {
  return `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`;
}

/** Whether the server on this port opens to our password and works on exactly these data. */
export async function provesToBe(cluster: string, port: number, password: string): Promise<boolean> {
  try {
    const directory = await ask<{ data_directory: string }>(port, password, 'show data_directory');
    return directory?.data_directory === realpathSync(cluster);
  } catch {
    return false;
  }
}

/** The hub's own database, so that `postgres` stays free for maintenance. */
export async function ensureDatabase(port: number, password: string): Promise<void> {
  const known = await ask(port, password, `select from pg_database where datname = '${DATABASE}'`);
  if (known === undefined) await ask(port, password, `create database ${DATABASE}`);
}

async function ask<Row extends object>(
  port: number,
  password: string,
  sql: string,
): Promise<Row | undefined> {
  const client = new Client({
    connectionString: urlOf(port, password, 'postgres'),
    connectionTimeoutMillis: 5000,
  });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows[0];
  } finally {
    await client.end();
  }
}
