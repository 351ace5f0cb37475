import type { HookName } from './hook-map.js';

/** The hook map's names as data; a name missing here does not compile. */
const NAMES: Record<HookName, true> = {
  'eligibility:pull': true,
  'person:authenticate': true,
  'person:token': true,
  'code:present': true,
  'policy:push': true,
  'scan:arrived': true,
  'scan:foreign': true,
  'message:deliver': true,
  'pass:link': true,
  'console:page': true,
  'tell:signed-out': true,
  'tell:decision': true,
};

export const HOOK_NAMES = Object.keys(NAMES) as HookName[];
