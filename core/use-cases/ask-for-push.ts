import type { DeviceView } from '../domain/devices.js';
import type { Snapshot } from '../snapshots/snapshot.js';
import { type AuditRow, change } from '../store/change.js';
import { pushIsNear, readDeviceStates, readNearPushes } from '../store/device-states.js';
import type { Context } from './context.js';
import { holdsPolicy } from './desired-policy.js';

/**
 * Asks the outbox for a push unless one is running or about to. One that waits out its backoff is superseded by the
 * new job, so a gate that comes back does not wait. A push that was `confirmed` and only has to end does not
 * count. Returns whether a job was written.
 */
export async function askForPush(
  context: Context,
  snapshot: Snapshot,
  device: DeviceView,
  told: { audit?: AuditRow; confirmed?: boolean } = {},
): Promise<boolean> {
  if (!holdsPolicy(device)) return false;
  return change(context.pool, snapshot.campus, async ({ sql, job, audit }) => {
    const at = { campus: snapshot.campus, device: device.id, now: context.now() };
    if (await pushIsNear(sql, at, told.confirmed)) return false;
    job('push-policy', { device: device.id });
    if (told.audit) audit(told.audit);
    return true;
  });
}

/** Asks for a push to every device that has not confirmed this snapshot's policy; returns how many were asked for. */
export async function askForMissingPushes(context: Context, snapshot: Snapshot): Promise<number> {
  const [states, near] = await Promise.all([
    readDeviceStates(context.pool, snapshot.campus),
    readNearPushes(context.pool, snapshot.campus, context.now()),
  ]);
  let asked = 0;
  for (const device of snapshot.devices.values()) {
    if (near.has(device.id) || states.get(device.id)?.applied === snapshot.bundle.version) continue;
    if (await askForPush(context, snapshot, device)) asked += 1;
  }
  return asked;
}
