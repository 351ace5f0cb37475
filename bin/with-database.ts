import { pino } from 'pino';
import { type Config, ConfigError, readConfig } from '../core/config/read-config.js';
import { loadPlugins } from '../core/host/load-plugins.js';
import type { Plugin } from '../core/host/plugin.js';
import { createPool } from '../core/store/database.js';
import { migrate } from '../core/store/migrate.js';
import { refuseOtherSecret } from '../core/store/refuse-other-secret.js';
import { createVault } from '../core/store/seal.js';
import type { Context } from '../core/use-cases/context.js';
import { PLUGIN_FOLDER, pluginMigrations } from './plugin-folder.js';

/** For commands that work beside a running hub: the migrated database of DATABASE_URL, closed afterwards. */
export async function withDatabase(
  work: (
    context: Pick<Context, 'pool' | 'vault' | 'now'>,
    plugins: readonly Plugin[],
    config: Config,
  ) => Promise<void>,
): Promise<void> {
  const config = readConfig(process.env, false);
  if (config.databaseUrl === undefined)
    throw new ConfigError('DATABASE_URL must be set: this command works on that database.');
  const plugins = await loadPlugins(PLUGIN_FOLDER);
  await migrate(config.databaseUrl, pluginMigrations(plugins));
  const pool = createPool(config.databaseUrl, 2);
  try {
    const vault = createVault(config.secret ?? '');
    await refuseOtherSecret(pool, vault);
    const context = {
      pool,
      vault,
      now: Date.now,
      log: pino({ level: config.logLevel }),
    };
    await work(context, plugins, config);
  } finally {
    await pool.end();
  }
}
