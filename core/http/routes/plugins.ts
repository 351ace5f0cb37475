import { z } from 'zod';
import { Problem } from '../../domain/problem.js';
import type { Plugin } from '../../host/plugin.js';
import type { PluginHost } from '../../host/plugin-host.js';
import { type FormField, formFields, secretFields } from '../../host/settings-form.js';
import type { Snapshot } from '../../snapshots/snapshot.js';
import { configurePlugin, MASK } from '../../use-cases/configure-plugin.js';
import type { Context } from '../../use-cases/context.js';
import { maskSettings } from '../../use-cases/seal-settings.js';
import type { Principal } from '../principal.js';
import { type AnyRoute, route } from '../route.js';
import { campusOf } from './campus-of.js';

/** A plugin as an admin sees it on one campus. */
export interface PluginView {
  name: string;
  version: string;
  title: Plugin['title'];
  hooks: readonly string[];
  enabled: boolean;
  health: string;
  problem: string | null;
  fields: FormField[];
  settings: Record<string, unknown>;
}

export function pluginView(host: PluginHost, snapshot: Snapshot, plugin: Plugin): PluginView {
  const state = snapshot.plugins.get(plugin.name);
  const { health, problem } = host.health(snapshot.campus, plugin.name);
  const settings = maskSettings(secretFields(plugin.settings), state?.settings ?? {}, MASK);
  return {
    name: plugin.name,
    version: plugin.version,
    title: plugin.title,
    hooks: plugin.hooks,
    enabled: state?.enabled ?? false,
    health,
    problem: problem ?? null,
    fields: formFields(plugin.settings),
    settings,
  };
}

/** Who changed it, for the audit: never a name. */
export function actorOf(principal: Principal | null): string {
  return principal?.kind === 'person'
    ? `admin:${principal.person ?? 'outside-the-sources'}`
    : 'admin:unknown';
}

export function pluginNamed(host: PluginHost, name: string | undefined): Plugin {
  const plugin = host.plugins.find((candidate) => candidate.name === name);
  if (!plugin) throw new Problem(404, 'plugin_unknown', 'There is no such plugin.');
  return plugin;
}

const change = z.strictObject({
  enabled: z.boolean(),
  settings: z.record(z.string(), z.unknown()).optional(),
});

/** Plugins of a campus: list, and enable, disable or configure one. */
export function pluginRoutes(
  context: Context,
  host: PluginHost,
  env: (name: string) => string | undefined,
): AnyRoute[] {
  const list = route({
    method: 'get',
    path: '/api/v1/campuses/{campus}/plugins',
    role: 'admin',
    summary: 'List the plugins with their settings, secrets masked',
    handle({ params }) {
      const snapshot = campusOf(context, params);
      return { json: { items: host.plugins.map((plugin) => pluginView(host, snapshot, plugin)) } };
    },
  });
  const put = route({
    method: 'put',
    path: '/api/v1/campuses/{campus}/plugins/{plugin}',
    role: 'admin',
    summary: 'Enable, disable or configure a plugin on this campus',
    body: change,
    async handle({ params, body, principal }) {
      const plugin = pluginNamed(host, params['plugin']);
      const secrets = secretFields(plugin.settings);
      await configurePlugin(context, campusOf(context, params), {
        actor: actorOf(principal),
        plugin,
        secrets,
        env,
        ...body,
      });
      const now = campusOf(context, params);
      await host.settle(now);
      return { json: pluginView(host, now, plugin) };
    },
  });
  return [list, put];
}
