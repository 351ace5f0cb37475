import type { PassView } from '../../domain/visits.js';
import type { Snapshot } from '../../snapshots/snapshot.js';
import type { Context } from '../context.js';

/** Passes of somebody whose number another party proved; each with a session of its own, proven. Soonest first, at most 20. */
export async function passesOfNumber(
  _context: Context,
  _snapshot: Snapshot,
  _phone: string,
): Promise<{ session: string; pass: PassView }[]> {
  throw new Error('not written yet');
}
