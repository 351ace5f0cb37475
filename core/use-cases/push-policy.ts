import { z } from 'zod';
import type { DeviceView } from '../domain/devices.js';
import { Problem } from '../domain/problem.js';
import type { HookMap } from '../hooks/hook-map.js';
import type { Snapshot } from '../snapshots/snapshot.js';
import { noteApplied, noteDesired, noteProblem } from '../store/device-states.js';
import type { Context } from './context.js';
import { desiredPolicy } from './desired-policy.js';

export type Push = HookMap['policy:push'];
const confirmation = z.int().nonnegative();

/**
 * Takes one device to the policy it should hold and returns the version that it confirmed. What went wrong stays
 * with the device as a code until a push succeeds. Throws what the plugin threw, or `gate_drifted` (502).
 */
export async function pushPolicy(
  context: Context,
  snapshot: Snapshot,
  ask: { device: DeviceView; push: Push; signal: AbortSignal },
): Promise<number> {
  const { device, push, signal } = ask;
  const desired = desiredPolicy(snapshot, device);
  const at = () => ({ campus: snapshot.campus, device: device.id, now: context.now() });
  await noteDesired(context.pool, at(), desired.version);
  try {
    const version = confirmed(await push(device, desired, signal), desired.version);
    await noteApplied(context.pool, at(), version);
    return version;
  } catch (error) {
    await noteProblem(context.pool, at(), error instanceof Problem ? error.code : 'push_failed');
    throw error;
  }
}

function confirmed(answer: unknown, desired: number): number {
  const version = confirmation.parse(answer);
  if (version === desired) return version;
  throw new Problem(
    502,
    'gate_drifted',
    `The device holds version ${version} after version ${desired} was pushed.`,
  );
}
