import { addDevice } from '../../core/use-cases/add-device.js';
import { besideHub } from '../beside-hub.js';
import { campusNumber } from '../campus-number.js';

export interface AddDeviceOptions {
  points: string;
  plugin: string;
  kind: 'mqtt' | 'http';
  name?: string;
}

/** Adds a vendor's device beside those of the campus file, and prints its token this once. */
export async function addDeviceCommand(slug: string, id: string, options: AddDeviceOptions): Promise<void> {
  await besideHub(async (on) => {
    const campus = await campusNumber(on, slug);
    const { plugin, kind, name = id } = options;
    const points = [...new Set(options.points.split(',').map((point) => point.trim()))].filter(Boolean);
    const token = await addDevice(on, { campus, actor: 'operator', id, plugin, kind, points, name });
    process.stdout.write(`${lines(slug, id, points, token).join('\n')}\n`);
  });
}

/** Lines that a shell takes as they are: `eval "$(gatehouse device add ...)"`. */
function lines(slug: string, id: string, [point = '']: string[], token: string): string[] {
  return [
    `# ${slug}/${id} is in service. This is the only time that its token is shown.`,
    `CAMPUS=${slug}`,
    `DEVICE=${id}`,
    `POINT=${point}`,
    `TOKEN=${token}`,
  ];
}
