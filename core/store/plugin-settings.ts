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

/** One plugin's state, which nobody else changes until the transaction is over; undefined where there is none yet. */
export async function lockPluginState(
  sql: Sql,
  campus: number,
  plugin: string,
): Promise<PluginState | undefined> {
  const { rows } = await sql.query<PluginState>(
    'select enabled, version, settings from plugin_settings where campus = $1 and plugin = $2 for update',
    [campus, plugin],
  );
  return rows[0];
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
