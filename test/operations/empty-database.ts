import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { createPool } from '../../core/store/database.js';
import { serverUrl } from '../support/postgres-server.js';

export interface EmptyDatabase {
  name: string;
  url: string;
  pool: pg.Pool;
  drop(): Promise<void>;
}

/** A database with nothing in it at all, or a copy of this one, which nobody may be connected to meanwhile. */
export async function emptyDatabase(copyOf = 'template0'): Promise<EmptyDatabase> {
  const name = `gatehouse_operations_${randomBytes(6).toString('hex')}`;
  await onServer(`create database ${name} template ${copyOf}`);
  const url = new URL(await serverUrl());
  url.pathname = `/${name}`;
  const pool = createPool(url.href, 2);
  return {
    ...{ name, url: url.href, pool },
    drop: async () => {
      if (!pool.ended) await pool.end();
      await onServer(`drop database if exists ${name} with (force)`);
    },
  };
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
