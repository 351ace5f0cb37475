import type { DeviceView } from '../../../core/domain/devices.js';
import type { DeviceState, Drift } from '../../../core/store/device-states.js';
import { holdsPolicy } from '../../../core/use-cases/desired-policy.js';

/** How a device stands to the policy in force: the answer to "does this door still go by the old one?". */
export type Holding = 'asks' | 'confirmed' | 'behind' | 'drifted' | 'unconfirmed' | 'never_seen';

/** `version` is the policy in force; `drift` the last time that the device told another one than it should hold. */
export function holdingOf(
  device: DeviceView,
  state: DeviceState | undefined,
  version: number,
  drift?: Drift,
): Holding {
  if (!holdsPolicy(device)) return 'asks';
  if (state?.applied === version) return 'confirmed';
  if (state === undefined || (state.applied === null && state.seenAt === null)) return 'never_seen';
  const told = drift !== undefined && drift.held === state.applied && drift.desired === version;
  if (told || state.problem === 'gate_drifted') return 'drifted';
  return state.applied === null ? 'unconfirmed' : 'behind';
}

export const HOLDING_TONE: Record<Holding, string> = {
  asks: '',
  confirmed: 'tag-good',
  behind: 'tag-warn',
  drifted: 'tag-bad',
  unconfirmed: 'tag-warn',
  never_seen: 'tag-warn',
};
