import type { Snapshot } from '../snapshots/snapshot.js';
import type { Principal } from './principal.js';

/**
 * The points of which somebody with one of these roles sees events and devices: null for all of them, and for who is there
 * as the owner of areas only, the points inside those.
 */
export function seenPoints(
  { source }: Pick<Snapshot, 'source'>,
  principal: Principal | null,
  roles: readonly string[],
): readonly string[] | null {
  if (principal?.kind !== 'person') return [];
  const { roles: own, areas } = principal;
  if (own.some((role) => role !== 'area_owner' && roles.includes(role))) return null;
  return source.points.filter(({ area }) => areas.includes(area)).map(({ id }) => id);
}
