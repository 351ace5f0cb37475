import path from 'node:path';
import type { Logger } from 'pino';
import type { Config } from '../core/config/read-config.js';
import { startEmbeddedPostgres } from '../core/store/embedded/start.js';

/** The database that DATABASE_URL names, or the embedded one in the data folder. */
export async function openDatabase(
  config: Config,
  log: Logger,
): Promise<{ url: string; stop(): Promise<void> }> {
  if (config.databaseUrl !== undefined) return { url: config.databaseUrl, stop: async () => {} };
  const dataDir = path.join(config.dataDir, 'postgres');
  const server = await startEmbeddedPostgres({ dataDir, log: (message) => log.info(message) });
  return { url: server.url, stop: () => server.stop() };
}
