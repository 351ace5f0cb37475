import { randomUUID } from 'node:crypto';
import type { DesiredPolicy, DeviceView } from '../../core/domain/devices.js';
import { Problem } from '../../core/domain/problem.js';
import type { Acks } from './acks.js';
import type { GateScope } from './scan.js';
import { type AckMessage, type CommandMessage, topic } from './topics.js';

/**
 * The hook `policy:push`: the gate gets the command and has `pushSeconds` to acknowledge it. Resolves with the version
 * that the gate says it holds. Throws `gate_unreachable` (503) and `gate_refused` (502, with the gate's code).
 */
export async function pushPolicy(
  on: { scope: GateScope; acks: Acks },
  device: DeviceView,
  desired: DesiredPolicy,
  signal: AbortSignal,
): Promise<number> {
  const { shared, settings, campus } = on.scope;
  const name = { campus: campus.slug, device: device.id };
  if (shared.isAway(name)) throw unreachable();
  const command = commandFor(desired, on.scope.now() + settings.pushSeconds * 1000);
  const budget = AbortSignal.any([signal, on.scope.signal, AbortSignal.timeout(settings.pushSeconds * 1000)]);
  const acknowledged = on.acks.wait(device.id, command.id, desired.version, budget);
  const sent = shared.send(topic(name, 'command'), command, settings.pushSeconds);
  const [ack] = await Promise.all([acknowledged, Promise.race([sent, acknowledged])]).catch(() => {
    throw unreachable();
  });
  return versionOf(ack);
}

function commandFor({ version, timeZone, points }: DesiredPolicy, expires: number): CommandMessage {
  const payload = {
    timeZone,
    points: points.map(({ id, name, mode, hours }) => ({ point: id, name: named(name), mode, hours })),
  };
  return { id: randomUUID(), kind: 'policy', version, payload, expires: new Date(expires).toISOString() };
}

/** Without the languages in which there is no name. */
function named(name: DesiredPolicy['points'][number]['name']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(name).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

function versionOf({ ok, version, error }: AckMessage): number {
  if (ok && version !== null) return version;
  throw new Problem(502, 'gate_refused', 'The gate refused the policy.', { error: error ?? 'unspecified' });
}

function unreachable(): Problem {
  return new Problem(503, 'gate_unreachable', 'The gate did not acknowledge the policy in time.');
}
