import { Problem } from '../domain/problem.js';
import { readServing, withdrawAdded } from '../store/added-devices.js';
import { change } from '../store/change.js';
import type { Context } from './context.js';

/**
 * Takes a device out of service that was added beside the campus file: its token counts for nothing from now on.
 * Throws `device_not_added` (409) for one of the campus file, and for one that is not there.
 */
export async function withdrawDevice(
  context: Pick<Context, 'pool'>,
  ask: { campus: number; actor: string; id: string },
): Promise<void> {
  await change(context.pool, ask.campus, async ({ sql, audit, feed }) => {
    const { file } = await readServing(sql, ask.campus);
    const ofFile = file.devices.some(({ id }) => id === ask.id);
    if (ofFile || !(await withdrawAdded(sql, ask.campus, ask.id))) throw notAdded(ask.id, ofFile);
    audit({ actor: ask.actor, action: 'device.withdrawn', subject: `device:${ask.id}` });
    feed('devices');
  });
}

function notAdded(id: string, ofFile: boolean): Problem {
  const detail = ofFile
    ? `${id} is managed by the campus file: take it out of the file and apply that.`
    : `There is no device ${id} in service.`;
  return new Problem(409, 'device_not_added', detail);
}
