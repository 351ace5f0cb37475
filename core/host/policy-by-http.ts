import type { DeviceView } from '../domain/devices.js';
import { type DeviceCall, putDevicePolicy, readDeviceVersion } from '../outbound/device-policy.js';
import type { Scope } from './plugin.js';

export interface PolicyByHttp {
  /** What the devices ask of the hub: a bearer token, empty for none. */
  token: string;
  /** How long one may take to answer. */
  seconds: number;
  /** How often one is asked what it holds: it has no line on which it could tell by itself. */
  watchSeconds: number;
  allowPrivate: boolean;
  /** What these devices hold beside points and hours. */
  settings: Record<string, unknown>;
}

/** There is no connection that could end: one name for all of them. */
const CONNECTION = 'http';
/** Devices that are asked at the same time. */
const AT_ONCE = 16;

/**
 * Fills `policy:push` for a plugin whose devices are called: `PUT {address}/policy`, answered with the version that the
 * device holds now. What a device holds is asked for now and
 * then, so that one that was replaced or went back to an older version is found and pushed to again.
 */
export function holdPolicyByHttp(scope: Scope, by: PolicyByHttp): void {
  const call = (device: DeviceView, signal: AbortSignal): DeviceCall => ({
    address: device.address ?? '',
    token: by.token,
    budgetMs: by.seconds * 1000,
    allowPrivate: by.allowPrivate,
    signal: AbortSignal.any([signal, scope.signal]),
  });
  scope.provide('policy:push', async (device, desired, signal) => {
    const version = await putDevicePolicy(call(device, signal), { ...desired, ...by.settings });
    await scope.hub.deviceState(device.id, { online: true, connection: CONNECTION });
    return version;
  });
  scope.every(by.watchSeconds, async (signal) => {
    const waiting = scope.hub.devices().filter(({ address }) => address !== undefined);
    const look = async () => {
      for (let device = waiting.shift(); device; device = waiting.shift())
        await watch(scope, device, call(device, signal));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, look));
  });
}

async function watch(scope: Scope, { id }: DeviceView, call: DeviceCall): Promise<void> {
  const version = await readDeviceVersion(call).catch(() => null);
  if (scope.signal.aborted) return;
  const online = version !== null;
  await scope.hub.deviceState(id, { online, connection: online ? CONNECTION : '' });
  if (version !== null) await scope.hub.deviceApplied(id, version);
}
