import { withdrawDevice } from '../../core/use-cases/withdraw-device.js';
import { besideHub } from '../beside-hub.js';
import { campusNumber } from '../campus-number.js';

/** Takes a device out of service that `device add` put there. */
export async function withdrawDeviceCommand(slug: string, id: string): Promise<void> {
  await besideHub(async (on) => {
    await withdrawDevice(on, { campus: await campusNumber(on, slug), actor: 'operator', id });
    process.stdout.write(`${slug}/${id}: withdrawn; its token counts for nothing.\n`);
  });
}
