import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pino } from 'pino';
import { type Config, ConfigError, readConfig } from '../core/config/read-config.js';
import { createPool } from '../core/store/database.js';
import type { Context } from '../core/use-cases/context.js';
import { openDatabase } from './database.js';

/** PostgreSQL's code for a table that is not there. */
const NO_SUCH_TABLE = '42P01';

export interface BesideHub extends Pick<Context, 'pool' | 'now'> {
  config: Config;
  databaseUrl: string;
  /** GATEHOUSE_SECRET, or the demo's own; undefined where there is neither. */
  secret: string | undefined;
}

/**
 * For commands that need a hub's database and nothing else of production, so that they work beside a demo too: the
 * database of DATABASE_URL, or the embedded one in the data folder, which a running hub shares. It is left at the version
 * that the hub has: who brings it further stops the hub first.
 */
export async function besideHub(work: (on: BesideHub) => Promise<void>): Promise<void> {
  const config = readConfig(process.env, true);
  if (config.databaseUrl === undefined && !existsSync(path.join(config.dataDir, 'postgres')))
    throw new ConfigError(
      `${config.dataDir} holds no hub's data: run this where the hub was started, or set DATABASE_URL or GATEHOUSE_DATA.`,
    );
  const database = await openDatabase(config, pino({ level: 'silent' }));
  try {
    const pool = createPool(database.url, 4);
    try {
      const secret = config.secret ?? (await demoSecret(config.dataDir));
      await work({ pool, now: Date.now, config, databaseUrl: database.url, secret });
    } catch (error) {
      throw (error as { code?: string }).code === NO_SUCH_TABLE ? noHubYet() : error;
    } finally {
      await pool.end();
    }
  } finally {
    await database.stop();
  }
}

function noHubYet(): ConfigError {
  return new ConfigError('This database holds no hub yet: start the hub, or apply a campus file.');
}

async function demoSecret(dataDir: string): Promise<string | undefined> {
  try {
    const kept: unknown = JSON.parse(await readFile(path.join(dataDir, 'demo.json'), 'utf8'));
    return typeof kept === 'object' && kept !== null && 'secret' in kept ? String(kept.secret) : undefined;
  } catch {
    return undefined;
  }
}
