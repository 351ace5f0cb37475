import { readServing } from '../../core/store/added-devices.js';
import { inTransaction } from '../../core/store/database.js';
import { readDeviceStates } from '../../core/store/device-states.js';
import { readDevices } from '../../core/store/devices.js';
import { besideHub } from '../beside-hub.js';
import { campusNumber } from '../campus-number.js';

/** A line for each device in service: what it is, where it stands, who manages it, and what it last said. */
export async function listDevices(slug: string): Promise<void> {
  await besideHub(async (on) => {
    const campus = await campusNumber(on, slug);
    const states = await readDeviceStates(on.pool, campus);
    const { file } = await inTransaction(on.pool, (sql) => readServing(sql, campus));
    for (const { id, plugin, kind, points } of (await readDevices(on.pool, campus)).values()) {
      const state = states.get(id);
      const by = file.devices.some((one) => one.id === id) ? 'file' : 'command';
      const told = kind === 'http' ? '' : `\t${state?.online ? 'online' : 'away'}\t${state?.applied ?? '-'}`;
      process.stdout.write(`${id}\t${plugin}\t${kind}\t${points.join(',')}\t${by}${told}\n`);
    }
  });
}
