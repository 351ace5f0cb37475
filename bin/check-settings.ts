import type { CampusFileChecks } from '../core/campus-file/plugin-settings.js';
import type { Plugin } from '../core/host/plugin.js';

/** How a campus file's plugin settings are checked: by the plugin's own schema, with ${env:NAME} filled in. */
export function settingsChecks(
  plugins: readonly Plugin[],
  env: (name: string) => string | undefined,
  unknownPlugins: 'refuse' | 'ignore' = 'refuse',
): CampusFileChecks {
  return {
    callsDevices(name) {
      const plugin = plugins.find((candidate) => candidate.name === name);
      return plugin === undefined || plugin.callsDevices === true;
    },
    checkPluginSettings(name, settings) {
      const plugin = plugins.find((candidate) => candidate.name === name);
      if (!plugin && unknownPlugins === 'ignore') return [];
      if (!plugin)
        return [{ path: [], message: `one of the plugins ${plugins.map((one) => one.name).join(', ')}` }];
      const missing: { path: PropertyKey[]; message: string }[] = [];
      const filled = fill(settings, [], (variable, path) => {
        const value = env(variable);
        if (value === undefined)
          missing.push({ path, message: `the environment variable ${variable} to be set` });
        return value ?? '';
      });
      const checked = plugin.settings.safeParse(filled);
      const wrong = missing.length > 0 ? [] : (checked.error?.issues ?? []);
      return [...missing, ...wrong].map(({ path, message }) => ({ path: path.map(String), message }));
    },
  };
}

function fill(
  value: unknown,
  path: PropertyKey[],
  read: (name: string, path: PropertyKey[]) => string,
): unknown {
  if (typeof value === 'string') {
    const name = /^\$\{env:(\w+)\}$/.exec(value)?.[1];
    return name === undefined ? value : read(name, path);
  }
  if (Array.isArray(value)) return value.map((entry, index) => fill(entry, [...path, index], read));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, fill(entry, [...path, key], read)]),
  );
}
