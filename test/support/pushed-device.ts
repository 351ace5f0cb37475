import { HeldPolicy } from '../../simulators/support/held-policy.js';
import type { PushPort } from '../../simulators/support/push-port.js';
import { until } from '../core/jobs/until.js';
import { type DeviceHub, SLUG } from './device-hub.js';

/** A simulated device that the hub calls, and everything that was ever put on it. */
export interface PushedDevice {
  held: HeldPolicy;
  puts: Record<string, unknown>[];
}

export function attachDevice(port: PushPort, device: string, pushToken: string, point: string): PushedDevice {
  const held = new HeldPolicy({ pushToken, points: [{ id: point }] });
  const puts: Record<string, unknown>[] = [];
  port.attach(SLUG, device, (pushed) => {
    if (pushed.method === 'PUT') puts.push(pushed.body as Record<string, unknown>);
    return held.answer(pushed);
  });
  return { held, puts };
}

export interface DeviceFacts {
  online: boolean;
  desired: number | null;
  applied: number | null;
  problem: string | null;
}

/** What the hub knows of a device; null for one that it never told anything. */
export async function factsOf({ database }: DeviceHub, device: string): Promise<DeviceFacts | null> {
  const { rows } = await database.pool.query<DeviceFacts>(
    `select online, desired_version as desired, applied_version as applied, problem
     from device_states where device = $1`,
    [device],
  );
  return rows[0] ?? null;
}

/** Moves the hub's clock on from try to try, so that what waits for its next attempt gets it. */
export function untilFacts(
  hub: DeviceHub,
  device: string,
  test: (facts: DeviceFacts) => boolean,
): Promise<DeviceFacts> {
  return until(async () => {
    hub.advance(1);
    const facts = await factsOf(hub, device);
    return facts && test(facts) && facts;
  }, `the hub knows of ${device} what it should`);
}
