import type { Snapshot } from '../snapshots/snapshot.js';
import type { Principal } from './principal.js';
import { seenAreas } from './seen-areas.js';

/**
 * The points of which somebody with one of these roles sees events and devices: null for all of them, else those of the areas
 * that she sees.
 */
export function seenPoints(
  { source }: Pick<Snapshot, 'source'>,
  principal: Principal | null,
  roles: readonly string[],
): readonly string[] | null {
  const areas = seenAreas(principal, roles);
  return areas && source.points.filter(({ area }) => areas.has(area)).map(({ id }) => id);
}
