import type { CampusFile } from '../campus-file/schema.js';
import { Problem } from '../domain/problem.js';

/**
 * The notices that hold now, each with its version, once all of them were accepted so; whatever else a caller sent is
 * left out. Throws `notices_not_accepted` (409, with the ids).
 */
export function acceptedNotices(
  { notices }: CampusFile,
  accepted: Record<string, number>,
): Record<string, number> {
  const missing = notices.filter(({ id, version }) => accepted[id] !== version).map(({ id }) => id);
  if (missing.length === 0) return Object.fromEntries(notices.map(({ id, version }) => [id, version]));
  throw new Problem(409, 'notices_not_accepted', 'Every notice has to be accepted as it stands now.', {
    notices: missing,
  });
}
