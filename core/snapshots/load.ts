import { type Bundle, withVoids } from '../policy/bundle.js';
import { type CampusRow, readCampus, readCampusRow } from '../store/campuses.js';
import type { FeedKind } from '../store/change.js';
import type { Sql } from '../store/database.js';
import { readDevices } from '../store/devices.js';
import { readKeys } from '../store/keys.js';
import { readPluginStates } from '../store/plugin-settings.js';
import type { Vault } from '../store/seal.js';
import { readVoids } from '../store/voids.js';
import type { Compiler } from './compiler.js';
import type { Snapshot } from './snapshot.js';

/** Days ahead for which local time is worked out; the bundle is compiled again daily. */
const HORIZON_DAYS = 60;

export interface LoadAsk {
  sql: Sql;
  vault: Vault;
  now: number;
  compiler: Compiler;
  /** Value of a variable that a device's address names. */
  env?: ((name: string) => string | undefined) | undefined;
}

/** A campus's whole snapshot from the database. The feed number is read first: what comes later is read again. */
export async function loadSnapshot(ask: LoadAsk, campus: number): Promise<Snapshot | null> {
  const row = await readCampusRow(ask.sql, campus);
  if (!row) return null;
  const policy = await loadPolicy(ask, row);
  return {
    campus,
    slug: row.slug,
    n: row.n,
    ...policy,
    ...(await readKeys(ask.sql, ask.vault, campus)),
    devices: await readDevices(ask.sql, campus, ask.env),
    plugins: await readPluginStates(ask.sql, campus),
  };
}

/** The next snapshot after feed rows of these kinds; unchanged parts are shared with the one before. */
export async function refreshSnapshot(
  ask: LoadAsk,
  before: Snapshot,
  to: { n: number; kinds: ReadonlySet<FeedKind>; handles: string[] | null },
): Promise<Snapshot> {
  const next: Snapshot = { ...before, n: to.n };
  if (to.kinds.has('policy')) {
    const row = await readCampusRow(ask.sql, before.campus);
    if (row) Object.assign(next, await loadPolicy(ask, row));
  } else if (to.kinds.has('voids')) {
    next.bundle = await refreshVoids(ask, next.campus, before.bundle, to.handles);
  }
  if (to.kinds.has('keys')) Object.assign(next, await readKeys(ask.sql, ask.vault, before.campus));
  if (to.kinds.has('devices')) next.devices = await readDevices(ask.sql, before.campus, ask.env);
  if (to.kinds.has('plugins')) next.plugins = await readPluginStates(ask.sql, before.campus);
  return next;
}

/** Compiles again without reading anything else again: the days of the horizon have moved. */
export async function recompile(ask: LoadAsk, before: Snapshot): Promise<Snapshot> {
  const compiled = await compileNow(ask, before.source, before.bundle.version);
  return { ...before, bundle: withVoids(compiled, before.bundle.voids), compiledAt: ask.now };
}

async function loadPolicy(
  ask: LoadAsk,
  row: CampusRow,
): Promise<Pick<Snapshot, 'file' | 'source' | 'bundle' | 'compiledAt'>> {
  const { file, source } = await readCampus(ask.sql, row);
  const voids = await readVoids(ask.sql, row.number, ask.now);
  const bundle = withVoids(await compileNow(ask, source, row.policyVersion), voids);
  return { file, source, bundle, compiledAt: ask.now };
}

function compileNow(ask: LoadAsk, source: Snapshot['source'], version: number): Promise<Bundle> {
  const from = Math.floor(ask.now / 1000) - 2 * 86_400;
  return ask.compiler.compile(source, version, { from, days: HORIZON_DAYS });
}

async function refreshVoids(
  ask: LoadAsk,
  campus: number,
  bundle: Bundle,
  handles: string[] | null,
): Promise<Bundle> {
  if (handles === null) return withVoids(bundle, await readVoids(ask.sql, campus, ask.now));
  const changed = await readVoids(ask.sql, campus, ask.now, handles);
  const voids = new Map(bundle.voids);
  for (const [handle, entry] of voids) if (entry.until * 1000 <= ask.now) voids.delete(handle);
  for (const handle of handles) voids.delete(handle);
  for (const [handle, entry] of changed) voids.set(handle, entry);
  return withVoids(bundle, voids);
}
