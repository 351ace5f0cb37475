import type { DeviceView } from '../domain/devices.js';
import type { Sql } from './database.js';

type Row = Omit<DeviceView, 'address'> & { digest: string; address: string | null };

/** Devices in service, by the hex digest of their token. `env` gives the value of an address's variable. */
export async function readDevices(
  sql: Sql,
  campus: number,
  env: (name: string) => string | undefined = () => undefined,
): Promise<ReadonlyMap<string, DeviceView>> {
  const { rows } = await sql.query<Row>(
    `select encode(token_digest, 'hex') as digest, id, plugin, kind, name, points, address
     from devices where campus = $1 and withdrawn_at is null order by id`,
    [campus],
  );
  return new Map(
    rows.map(({ digest, address, ...device }) => {
      return [digest, address === null ? device : { ...device, address: resolved(address, env) }];
    }),
  );
}

/** A variable that is not set leaves nothing to call, which shows at the device when the hub has to. */
function resolved(address: string, env: (name: string) => string | undefined): string {
  const name = /^\$\{env:(\w+)\}$/.exec(address)?.[1];
  return name === undefined ? address : (env(name) ?? '');
}
