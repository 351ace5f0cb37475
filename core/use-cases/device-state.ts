import type { DeviceView } from '../domain/devices.js';
import type { Snapshot } from '../snapshots/snapshot.js';
import { markOffline, markOnline, noteApplied, readDeviceStates } from '../store/device-states.js';
import { askForPush } from './ask-for-push.js';
import type { Context } from './context.js';
import { holdsPolicy } from './desired-policy.js';

/**
 * A device came or went. `connection` is its own random id: going offline counts only for the connection that is
 * current, so the late will of an older one is ignored. An empty `connection` ends whichever there is: only a broker
 * that has no connection of the device can say so. A device that comes back without the current policy gets it.
 */
export async function reportState(
  context: Context,
  snapshot: Snapshot,
  deviceId: string,
  state: { online: boolean; connection: string },
): Promise<void> {
  const device = deviceOf(snapshot, deviceId);
  if (!device) return;
  const ask = { campus: snapshot.campus, device: deviceId, now: context.now() };
  if (!state.online) return markOffline(context.pool, ask, state.connection === '' ? null : state.connection);
  const news = await markOnline(context.pool, ask, state.connection);
  if (!news || !holdsPolicy(device)) return;
  const known = await readDeviceStates(context.pool, snapshot.campus, deviceId);
  if (known.get(deviceId)?.applied !== snapshot.bundle.version) await askForPush(context, snapshot, device);
}

/** A device told which policy version it holds. Another than the current one is drift: audited, and pushed again. */
export async function reportApplied(
  context: Context,
  before: Snapshot,
  deviceId: string,
  version: number,
): Promise<void> {
  const snapshot = await caughtUp(context, before, version);
  const device = deviceOf(snapshot, deviceId);
  if (!device || !holdsPolicy(device)) return;
  const { campus, bundle } = snapshot;
  const known = (await readDeviceStates(context.pool, campus, deviceId)).get(deviceId);
  if (known?.applied !== version || known.problem !== null) {
    await noteApplied(context.pool, { campus, device: deviceId, now: context.now() }, version);
  }
  if (version === bundle.version) return;
  const detail = { held: version, desired: bundle.version };
  const drift = {
    actor: `device:${deviceId}`,
    action: 'device.drift',
    subject: `device:${deviceId}`,
    detail,
  };
  // Who tells another version right after confirming this one has drifted, though that push's job may not have ended.
  await askForPush(context, snapshot, device, {
    audit: drift,
    confirmed: known?.applied === bundle.version,
  });
}

/** Another node may have pushed a version that this one has not read yet; that is no drift. */
async function caughtUp(context: Context, snapshot: Snapshot, version: number): Promise<Snapshot> {
  if (version <= snapshot.bundle.version) return snapshot;
  await context.snapshots.follow();
  return context.snapshots.byNumber(snapshot.campus) ?? snapshot;
}

function deviceOf(snapshot: Snapshot, id: string): DeviceView | undefined {
  return [...snapshot.devices.values()].find((device) => device.id === id);
}
