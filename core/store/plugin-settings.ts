import type { Sql } from './database.js';

export interface PluginState {
  enabled: boolean;
  version: number;
  /** As stored: secrets are sealed or ${env:NAME}. */
  settings: Record<string, unknown>;
}

export async function readPluginStates(sql: Sql, campus: number): Promise<ReadonlyMap<string, PluginState>> {
  const { rows } = await sql.query<PluginState & { plugin: string }>(
    'select plugin, enabled, version, settings from plugin_settings where campus = $1 order by plugin',
    [campus],
  );
  return new Map(rows.map(({ plugin, ...state }) => [plugin, state]));
}

export async function writePluginState(
  sql: Sql,
  campus: number,
  plugin: string,
  state: { enabled: boolean; settings: Record<string, unknown> },
): Promise<void> {
  await sql.query(
    `insert into plugin_settings (campus, plugin, enabled, settings) values ($1, $2, $3, $4)
     on conflict (campus, plugin) do update
     set enabled = excluded.enabled, settings = excluded.settings, version = plugin_settings.version + 1,
         changed_at = now()`,
    [campus, plugin, state.enabled, JSON.stringify(state.settings)],
  );
}
