import { entriesOf } from './loose.js';
import type { Finding } from './problem.js';

const NAMED_BY: Record<string, string> = {
  areas: 'id',
  points: 'id',
  groups: 'id',
  schedules: 'id',
  rules: 'id',
  devices: 'id',
  contacts: 'topic',
  notices: 'id',
  links: 'id',
};

/** Every id that an earlier entry of the same section has already taken. */
export function duplicateIds(file: unknown): Finding[] {
  return Object.entries(NAMED_BY).flatMap(([section, field]) => {
    const taken = new Set<string>();
    return entriesOf(file, section).flatMap((entry) => {
      const id = entry.text(field);
      if (id === undefined) return [];
      const again = taken.has(id);
      taken.add(id);
      const path = [...entry.path, field];
      return again ? [{ path, expected: 'an id of its own', got: `"${id}" again` }] : [];
    });
  });
}
