import type { HookMap } from '../../core/hooks/hook-map.js';
import type { Desk } from './desk.js';

const LONGEST_MS = 30 * 86_400_000;

/**
 * The mini program's page behind a visitor's link, for SMS: it ends with the visit. Null for a visit farther away than the
 * platform lets a link live: one that is dead on the day of the visit is worse than the web page's. The page asks for the
 * telephone number, since whoever gets the link can open it.
 */
export function passLink(desk: Desk): HookMap['pass:link'] {
  return async ({ token, until }) => {
    const now = desk.scope.now();
    if (until <= now || until > now + LONGEST_MS) return null;
    return desk.platform.urlLink({ path: desk.scope.settings.visitPage, query: `t=${token}` }, until);
  };
}
