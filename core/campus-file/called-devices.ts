import { entriesOf } from './loose.js';
import type { CampusFileChecks } from './plugin-settings.js';
import { describeAt, type Finding } from './problem.js';

/** Addresses of devices whose plugin calls none: nothing would ever reach them, and every push would fail. */
export function uncalledAddresses(file: unknown, checks: CampusFileChecks): Finding[] {
  return entriesOf(file, 'devices').flatMap((device) => {
    const plugin = device.text('plugin');
    if (plugin === undefined || device.text('address') === undefined) return [];
    if (checks.callsDevices?.(plugin) ?? true) return [];
    const path = [...device.path, 'address'];
    return [
      { path, expected: `no address: ${plugin} calls none of its devices`, got: describeAt(file, path) },
    ];
  });
}
