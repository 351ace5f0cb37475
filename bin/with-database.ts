import { pino } from 'pino';
import { type Config, readConfig } from '../core/config/read-config.js';
import { loadPlugins } from '../core/host/load-plugins.js';
import type { Plugin } from '../core/host/plugin.js';
import { createPool } from '../core/store/database.js';
import { migrate } from '../core/store/migrate.js';
import { refuseOtherSecret } from '../core/store/refuse-other-secret.js';
import { createVault } from '../core/store/seal.js';
import type { Context } from '../core/use-cases/context.js';
import { openDatabase } from './database.js';
import { PLUGIN_FOLDER, pluginMigrations } from './plugin-folder.js';

/**
 * For commands that work beside a running hub: the migrated database of DATABASE_URL, else the embedded one of the data
 * folder, which a running hub shares. Closed afterwards.
 */
export async function withDatabase(
  work: (
    context: Pick<Context, 'pool' | 'vault' | 'now' | 'log'>,
    plugins: readonly Plugin[],
    config: Config,
  ) => Promise<void>,
): Promise<void> {
  const config = readConfig(process.env, false);
  const log = pino({ level: config.logLevel }, process.stderr);
  const database = await openDatabase(config, pino({ level: 'silent' }));
  try {
    const plugins = await loadPlugins(PLUGIN_FOLDER);
    await migrate(database.url, pluginMigrations(plugins));
    const pool = createPool(database.url, 2);
    try {
      const vault = createVault(config.secret ?? '');
      await refuseOtherSecret(pool, vault);
      await work({ pool, vault, now: Date.now, log }, plugins, config);
    } finally {
      await pool.end();
    }
  } finally {
    await database.stop();
  }
}
