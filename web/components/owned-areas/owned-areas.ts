import { CONSOLE_PAGES, type ConsolePageName } from '../../../core/http/page/console-nav.js';
import type { Principal } from '../../../core/http/principal.js';

/**
 * The areas that somebody sees on a page of the console: null for all of them. Who has the page only as an owner of areas
 * sees those, with every area inside them.
 */
export function areasSeen(principal: Principal | null, page: ConsolePageName): ReadonlySet<string> | null {
  if (principal?.kind !== 'person') return new Set();
  const { roles, areas } = principal;
  const seesAll = CONSOLE_PAGES[page].roles.some((role) => role !== 'area_owner' && roles.includes(role));
  return seesAll ? null : new Set(areas);
}
