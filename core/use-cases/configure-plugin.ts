import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import { Problem } from '../domain/problem.js';
import type { Snapshot } from '../snapshots/snapshot.js';
import { type Change, change } from '../store/change.js';
import { lockPluginState, writePluginState } from '../store/plugin-settings.js';
import { raisePolicyVersion } from '../store/policy-versions.js';
import type { Context } from './context.js';
import { holdsPolicy } from './desired-policy.js';
import { keptSecrets } from './kept-secrets.js';
import { borrowedTexts, openSettings, sealSettings, unmaskSettings } from './seal-settings.js';

/** What a masked secret reads as, in forms and answers; sent back it means "as it was". */
export const MASK = '••••••••';

export interface ConfigureAsk {
  /** 'admin:<person or login digest>' */
  actor: string;
  plugin: { name: string; settings: z.ZodType };
  secrets: readonly (readonly string[])[];
  env: (name: string) => string | undefined;
  enabled: boolean;
  /** Absent leaves the settings as they are. */
  settings?: Record<string, unknown> | undefined;
}

/**
 * Enables, disables or changes a plugin of a campus; every node follows without a restart. A plugin's settings are part
 * of what its devices hold (a till its prices), so changing them is a new version of the policy.
 * Throws `settings_invalid` (422) with each field's path; nothing is stored then.
 */
export async function configurePlugin(
  context: Context,
  snapshot: Snapshot,
  ask: ConfigureAsk,
): Promise<void> {
  await change(context.pool, snapshot.campus, async ({ sql, audit, feed, job }) => {
    // As it stands now, not as this node last read it: what another admin saved a moment ago must not come undone.
    const stored = (await lockPluginState(sql, snapshot.campus, ask.plugin.name))?.settings ?? {};
    const { settings, changed } = filledIn(context, snapshot, ask, stored);
    await writePluginState(sql, snapshot.campus, ask.plugin.name, { enabled: ask.enabled, settings });
    const detail = { enabled: ask.enabled, settingsChanged: ask.settings !== undefined };
    audit({ actor: ask.actor, action: 'plugin.configured', subject: `plugin:${ask.plugin.name}`, detail });
    const raised = await raiseVersion(sql, snapshot, ask, changed);
    if (raised) feed('policy');
    for (const device of snapshot.devices.values()) {
      const own = ask.enabled && device.plugin === ask.plugin.name;
      if ((own || raised) && holdsPolicy(device)) job('push-policy', { device: device.id });
    }
    feed('plugins');
  });
  await context.snapshots.follow();
}

/** The settings to be stored, and whether they say anything else than `stored`. Throws `settings_invalid` (422). */
function filledIn(
  context: Context,
  { file }: Snapshot,
  ask: ConfigureAsk,
  stored: Record<string, unknown>,
): { settings: Record<string, unknown>; changed: boolean } {
  const filled = ask.settings ? unmaskSettings(ask.secrets, ask.settings, stored, MASK) : stored;
  const known = [stored, file.plugins[ask.plugin.name]?.settings];
  refuseBorrowed(filled, known);
  if (ask.settings) refuseSentElsewhere(ask.settings, known, ask.secrets);
  if (ask.enabled || ask.settings) refuseInvalid(context, ask, filled);
  // A secret is sealed into other bytes each time: what is in them is compared.
  const open = (sealed: typeof stored) => openSettings(context.vault, sealed, ask.env).settings;
  const changed = !isDeepStrictEqual(open(filled), open(stored));
  return { settings: sealSettings(context.vault, ask.secrets, filled), changed };
}

async function raiseVersion(
  sql: Change['sql'],
  snapshot: Snapshot,
  { plugin }: ConfigureAsk,
  changed: boolean,
): Promise<boolean> {
  const held = [...snapshot.devices.values()].some((one) => one.plugin === plugin.name && holdsPolicy(one));
  if (!changed || !held) return false;
  await raisePolicyVersion(sql, snapshot.campus);
  return true;
}

/** The operator's file names variables of the environment; an admin of one campus must not read another's by them. */
function refuseBorrowed(filled: Record<string, unknown>, known: readonly unknown[]): void {
  const expected = 'the text itself; a variable of the environment is named in the campus file';
  const errors = borrowedTexts(filled, known, MASK).map((path) => ({ path, expected }));
  if (errors.length > 0)
    throw new Problem(422, 'settings_invalid', 'The settings are not as the plugin needs them.', { errors });
}

function refuseSentElsewhere(
  filled: Record<string, unknown>,
  known: readonly unknown[],
  secrets: ConfigureAsk['secrets'],
): void {
  const expected = 'the secret once more, since it would be sent to another address';
  const errors = keptSecrets(filled, known, { secrets, masked: MASK }).map((path) => ({ path, expected }));
  if (errors.length > 0)
    throw new Problem(422, 'settings_invalid', 'The settings are not as the plugin needs them.', { errors });
}

function refuseInvalid(context: Context, ask: ConfigureAsk, filled: Record<string, unknown>): void {
  const { settings, missing } = openSettings(context.vault, filled, ask.env);
  const checked = ask.plugin.settings.safeParse(settings);
  const issues = (checked.error?.issues ?? []).map((issue) => ({
    path: issue.path.join('.'),
    expected: issue.message,
  }));
  const unset = missing.map((name) => ({ path: '', expected: `the environment variable ${name} to be set` }));
  const errors = [...unset, ...issues];
  if (errors.length > 0)
    throw new Problem(422, 'settings_invalid', 'The settings are not as the plugin needs them.', { errors });
}
