import type { CampusFile } from '../campus-file/schema.js';
import type { Sql } from './database.js';

export interface Serving {
  file: CampusFile;
  /** Plugins that run on this campus. */
  enabled: string[];
  /** Ids of the devices in service, of the file and added ones. */
  devices: string[];
}

/** What a campus has now. Its row is locked, so that no file is applied in between. */
export async function readServing(sql: Sql, campus: number): Promise<Serving> {
  const { rows } = await sql.query<{ file: CampusFile }>(
    'select file from campuses where number = $1 for update',
    [campus],
  );
  const file = rows[0]?.file;
  if (!file) throw new Error(`campus ${campus} is not there`);
  const enabled = await sql.query<{ plugin: string }>(
    'select plugin from plugin_settings where campus = $1 and enabled order by plugin',
    [campus],
  );
  const devices = await sql.query<{ id: string }>(
    'select id from devices where campus = $1 and withdrawn_at is null order by id',
    [campus],
  );
  return {
    file,
    enabled: enabled.rows.map(({ plugin }) => plugin),
    devices: devices.rows.map(({ id }) => id),
  };
}

export interface AddedDevice {
  campus: number;
  id: string;
  plugin: string;
  kind: string;
  name: string;
  points: readonly string[];
  digest: Buffer;
}

/** Its name is what it is called in every language. */
export async function putAddedDevice(sql: Sql, device: AddedDevice): Promise<void> {
  const { campus, id, plugin, kind, name, points, digest } = device;
  await sql.query(
    `insert into devices (campus, id, plugin, kind, name, points, token_digest)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (campus, id) do update
     set plugin = excluded.plugin, kind = excluded.kind, name = excluded.name, points = excluded.points,
         token_digest = excluded.token_digest, address = null, withdrawn_at = null`,
    [campus, id, plugin, kind, JSON.stringify({ en: name }), points, digest],
  );
}

/** False when it was not in service. */
export async function withdrawAdded(sql: Sql, campus: number, id: string): Promise<boolean> {
  const { rowCount } = await sql.query(
    'update devices set withdrawn_at = now() where campus = $1 and id = $2 and withdrawn_at is null',
    [campus, id],
  );
  return rowCount === 1;
}

/**
 * A point that left the file leaves the devices that were added beside it; one without any point left is withdrawn.
 * `ofFile` are the ids that this file and the one before name.
 */
export async function narrowAdded(
  sql: Sql,
  campus: number,
  ofFile: readonly string[],
  points: readonly string[],
): Promise<void> {
  await sql.query(
    `update devices set
       points = array(select point from unnest(points) as point where point = any($3::text[])),
       withdrawn_at = case when points && $3::text[] then null else now() end
     where campus = $1 and withdrawn_at is null and id <> all($2::text[]) and not points <@ $3::text[]`,
    [campus, ofFile, points],
  );
}

/** Of these ids, those that somebody added with another token than the file's. */
export async function addedElsewhere(
  sql: Sql,
  campus: number,
  wanted: readonly { id: string; token_digest: string }[],
): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `select d.id from devices d
     join jsonb_to_recordset($2::jsonb) as wanted (id text, token_digest text) on wanted.id = d.id
     where d.campus = $1 and d.withdrawn_at is null and encode(d.token_digest, 'hex') <> wanted.token_digest
     order by d.id`,
    [campus, JSON.stringify(wanted)],
  );
  return rows.map(({ id }) => id);
}
