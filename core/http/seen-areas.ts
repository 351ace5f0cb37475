import type { Principal } from './principal.js';

/**
 * The one rule of who sees all and who only her areas, where these roles open something: null for everything of the campus,
 * else the areas that are seen, with every area inside them. Whoever has none of the roles sees none; owning areas counts
 * only where owners are let in.
 */
export function seenAreas(principal: Principal | null, roles: readonly string[]): ReadonlySet<string> | null {
  if (principal?.kind !== 'person') return new Set();
  const { roles: own, areas } = principal;
  const opening = own.filter((role) => roles.includes(role));
  if (opening.some((role) => role !== 'area_owner')) return null;
  return new Set(opening.includes('area_owner') ? areas : []);
}
