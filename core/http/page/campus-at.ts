import type { CampusFile } from '../../campus-file/schema.js';

/** Where a path names its campus; the first that fits holds, so that a campus cannot hide a prefix of the house. */
const PLACES = [
  /^\/api\/v1\/campuses\/([^/]+)/,
  /^\/plugins\/[^/]+\/([^/]+)/,
  /^\/(?:oidc|scim)\/([^/]+)/,
  /^\/([^/]+)/,
];

/** The slug of the campus that a path speaks of, whether or not there is such a campus. */
export function slugAt(path: string): string | undefined {
  return PLACES.map((place) => place.exec(path)?.[1]).find((found) => found !== undefined);
}

/** The campus that a path speaks of, so that its error pages wear its colours and say whom to ask there. */
export function campusAt(path: string, campuses: readonly CampusFile[]): CampusFile | null {
  const slug = slugAt(path);
  return campuses.find(({ campus }) => campus.slug === slug) ?? null;
}
