import type { DeviceView } from '../domain/devices.js';
import type { Sql } from './database.js';

/** Devices in service, by the hex digest of their token. */
export async function readDevices(sql: Sql, campus: number): Promise<ReadonlyMap<string, DeviceView>> {
  const { rows } = await sql.query<DeviceView & { digest: string }>(
    `select encode(token_digest, 'hex') as digest, id, plugin, kind, name, points
     from devices where campus = $1 and withdrawn_at is null order by id`,
    [campus],
  );
  return new Map(rows.map(({ digest, ...device }) => [digest, device]));
}
