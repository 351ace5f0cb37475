import type { DeviceView } from '../domain/devices.js';
import type { Snapshot } from '../snapshots/snapshot.js';
import { askForPush } from './ask-for-push.js';
import type { Context } from './context.js';

/**
 * Somebody asks for a device to be taken to its desired policy once more. One push at a time: where one is near already,
 * nothing is written. Answers whether a push was asked for.
 */
export function pushAgain(
  context: Context,
  snapshot: Snapshot,
  device: DeviceView,
  actor: string,
): Promise<boolean> {
  const detail = { desired: snapshot.bundle.version };
  const audit = { actor, action: 'device.push_asked', subject: `device:${device.id}`, detail };
  return askForPush(context, snapshot, device, { audit });
}
