import { fileURLToPath } from 'node:url';
import type { Plugin } from '../core/host/plugin.js';

/** Where the compiled plugins lie. */
export const PLUGIN_FOLDER = fileURLToPath(new URL('../plugins', import.meta.url));

/** The migrations that plugins bring. */
export function pluginMigrations(plugins: readonly Plugin[]): { name: string; dir: string }[] {
  return plugins.flatMap(({ name, migrations }) =>
    migrations ? [{ name, dir: fileURLToPath(migrations) }] : [],
  );
}
