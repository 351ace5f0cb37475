import { createHash } from 'node:crypto';
import { toPolicySource } from '../campus-file/policy-source.js';
import type { CampusFile } from '../campus-file/schema.js';
import { Problem } from '../domain/problem.js';
import { addedElsewhere, narrowAdded } from '../store/added-devices.js';
import { readNumbers } from '../store/campuses.js';
import { type Change, change } from '../store/change.js';
import { writePluginState } from '../store/plugin-settings.js';
import { tokenDigest } from '../store/token.js';
import type { Context } from './context.js';
import { publishKeys } from './publish-keys.js';
import { type SecretFields, sealSettings } from './seal-settings.js';

export interface ApplyAsk {
  file: CampusFile;
  fileName: string;
  /** Value of an `${env:NAME}`; undefined where it is not set. */
  env: (name: string) => string | undefined;
  secretFields: SecretFields;
}

export interface Applied {
  campus: string;
  outcome: 'created' | 'updated' | 'unchanged';
}

/**
 * Creates or updates a campus from its checked file, in one transaction. The same file with the same device tokens
 * changes nothing at all. Throws `slug_taken` (409), `env_missing` (422), `device_taken` (409).
 */
export async function applyCampus(
  context: Pick<Context, 'pool' | 'vault' | 'now'>,
  ask: ApplyAsk,
): Promise<Applied> {
  const { number, slug } = ask.file.campus;
  const devices = devicesOf(ask);
  const digest = digestOf(ask.file, devices);
  const outcome = await change(context.pool, number, async (to) => {
    await to.sql.query('select pg_advisory_xact_lock($1)', [0x47_48_03]);
    const before = await readBefore(to, number, slug);
    if (before?.digest === digest) return 'unchanged' as const;
    await writeCampus(to, ask.file, digest);
    await giveNumbers(to, number, ask.file);
    await writePolicyVersion(to, ask.file);
    await writeDevices(to, ask.file, devices, before?.file ?? null);
    await writePlugins(to, context, ask, before?.file ?? null);
    to.audit({ actor: `file:${ask.fileName}`, action: 'campus.applied', subject: `campus:${slug}` });
    to.job('rejudge-campus', {});
    for (const device of devices) to.job('push-policy', { device: device.id });
    for (const kind of ['policy', 'devices', 'plugins'] as const) to.feed(kind);
    return before ? ('updated' as const) : ('created' as const);
  });
  await publishKeys(context, number, `file:${ask.fileName}`);
  return { campus: slug, outcome };
}

interface DeviceRow {
  id: string;
  plugin: string;
  kind: string;
  name: unknown;
  points: string[];
  token_digest: string;
  address: string | undefined;
}

function devicesOf(ask: ApplyAsk): DeviceRow[] {
  return ask.file.devices.map((device) => {
    const name = /^\$\{env:(\w+)\}$/.exec(device.token)?.[1] ?? '';
    const token = ask.env(name);
    if (!token) {
      const detail = `The token of device ${device.id} is to come from the environment variable ${name}, which is not set.`;
      throw new Problem(422, 'env_missing', detail, { variable: name });
    }
    const { id, plugin, points, address } = device;
    return {
      id,
      plugin,
      kind: device.kind ?? 'http',
      name: device.name,
      points,
      token_digest: tokenDigest(token).toString('hex'),
      address,
    };
  });
}

function digestOf(file: CampusFile, devices: DeviceRow[]): string {
  return createHash('sha256')
    .update(JSON.stringify([file, devices]))
    .digest('hex');
}

async function readBefore(
  to: Change,
  number: number,
  slug: string,
): Promise<{ digest: string; file: CampusFile } | undefined> {
  const { rows } = await to.sql.query<{ number: number; slug: string; digest: string; file: CampusFile }>(
    'select number, slug, file_digest as digest, file from campuses where number = $1 or slug = $2',
    [number, slug],
  );
  const clash = rows.find((row) => row.number !== number || row.slug !== slug);
  if (clash) {
    const detail = `Campus number ${clash.number} is ${clash.slug}; numbers and slugs stay together.`;
    throw new Problem(409, 'slug_taken', detail);
  }
  return rows[0];
}

async function writeCampus(to: Change, file: CampusFile, digest: string): Promise<void> {
  await to.sql.query(
    `insert into campuses (number, slug, file, file_digest, policy_version) values ($1, $2, $3, $4, 1)
     on conflict (number) do update
     set file = excluded.file, file_digest = excluded.file_digest, policy_version = campuses.policy_version + 1,
         changed_at = now()`,
    [file.campus.number, file.campus.slug, JSON.stringify(file), digest],
  );
  await to.sql.query('insert into campus_feed (campus) values ($1) on conflict do nothing', [
    file.campus.number,
  ]);
}

/** New points and groups get the next number; what left the file keeps its own for ever. */
async function giveNumbers(to: Change, campus: number, file: CampusFile): Promise<void> {
  for (const [table, ids] of [
    ['points', file.points.map(({ id }) => id)],
    ['groups', file.groups.map(({ id }) => id)],
  ] as const) {
    await to.sql.query(
      `insert into ${table} (campus, id, number)
       select $1, id, (select coalesce(max(number), 0) from ${table} where campus = $1) + row_number() over (order by place)
       from unnest($2::text[]) with ordinality as wanted (id, place)
       where not exists (select 1 from ${table} known where known.campus = $1 and known.id = wanted.id)`,
      [campus, ids],
    );
    await to.sql.query(
      `update ${table} set dropped_at = case when id = any($2::text[]) then null else coalesce(dropped_at, now()) end
       where campus = $1 and id not like 'set:%' and (dropped_at is null) <> (id = any($2::text[]))`,
      [campus, ids],
    );
  }
}

async function writePolicyVersion(to: Change, file: CampusFile): Promise<void> {
  const source = toPolicySource(file, await readNumbers(to.sql, file.campus.number));
  await to.sql.query(
    `insert into policy_versions (campus, version, source)
     select number, policy_version, $2 from campuses where number = $1`,
    [file.campus.number, JSON.stringify(source)],
  );
}

/**
 * The devices of the file, and no other: those that were added beside it (`device add`) go on as they are, and the file
 * takes one over only with the token that it has already.
 */
async function writeDevices(
  to: Change,
  file: CampusFile,
  devices: DeviceRow[],
  before: CampusFile | null,
): Promise<void> {
  const campus = file.campus.number;
  const dropped = before?.devices.map(({ id }) => id) ?? [];
  const ids = devices.map(({ id }) => id);
  const fresh = devices.filter(({ id }) => !dropped.includes(id));
  const [taken] = await addedElsewhere(to.sql, campus, fresh);
  if (taken !== undefined) {
    const detail = `Device ${taken} was added beside the file; withdraw it, or give it another id in the file.`;
    throw new Problem(409, 'device_taken', detail);
  }
  await to.sql.query(
    `update devices set withdrawn_at = now()
     where campus = $1 and withdrawn_at is null and id <> all($2::text[]) and id = any($3::text[])`,
    [campus, ids, dropped],
  );
  await narrowAdded(
    to.sql,
    campus,
    ids,
    file.points.map(({ id }) => id),
  );
  await to.sql.query(
    `insert into devices (campus, id, plugin, kind, name, points, token_digest, address)
     select $1, id, plugin, kind, name, array(select jsonb_array_elements_text(points)), decode(token_digest, 'hex'),
            address
     from jsonb_to_recordset($2::jsonb)
       as row (id text, plugin text, kind text, name jsonb, points jsonb, token_digest text, address text)
     on conflict (campus, id) do update
     set plugin = excluded.plugin, kind = excluded.kind, name = excluded.name, points = excluded.points,
         token_digest = excluded.token_digest, address = excluded.address, withdrawn_at = null`,
    [campus, JSON.stringify(devices)],
  );
}

/**
 * Plugins as the file has them, where the file's own words changed: an admin's change in the console outlives
 * applying a file that says nothing new about that plugin.
 */
async function writePlugins(
  to: Change,
  context: Pick<Context, 'vault'>,
  ask: ApplyAsk,
  before: CampusFile | null,
): Promise<void> {
  const campus = ask.file.campus.number;
  for (const [name, plugin] of Object.entries(ask.file.plugins)) {
    if (JSON.stringify(before?.plugins[name]) === JSON.stringify(plugin)) continue;
    const settings = sealSettings(context.vault, ask.secretFields(name), plugin.settings);
    await writePluginState(to.sql, campus, name, { enabled: plugin.enabled, settings });
  }
  const dropped = Object.keys(before?.plugins ?? {}).filter((name) => !(name in ask.file.plugins));
  await to.sql.query(
    `update plugin_settings set enabled = false, version = version + 1
     where campus = $1 and enabled and plugin = any($2::text[])`,
    [campus, dropped],
  );
}
