import type { CampusFile } from '../../campus-file/schema.js';
import type { PersonRecord } from '../../domain/eligibility.js';
import type { StaffRole } from '../../domain/roles.js';

type Affiliation = PersonRecord['affiliation'] | null;

/**
 * The roles of a sign-in name, without regard to case. Roles are for staff: where students sign in under a domain of
 * their own, one may share a staff member's name.
 */
export function rolesOf(
  file: Pick<CampusFile, 'roles' | 'areas'>,
  loginName: string,
  affiliation: Affiliation,
): StaffRole[] {
  if (!mayHaveRoles(affiliation)) return [];
  const given = Object.entries(file.roles)
    .filter(([, names]) => names && isAmong(names, loginName))
    .map(([role]) => role as keyof CampusFile['roles']);
  return file.areas.some(({ owners }) => isAmong(owners ?? [], loginName)) ? [...given, 'area_owner'] : given;
}

/** The areas that name somebody as their owner, and every area inside them, in the file's order. */
export function ownedAreas(
  { areas }: Pick<CampusFile, 'areas'>,
  loginName: string,
  affiliation: Affiliation,
): string[] {
  if (!mayHaveRoles(affiliation)) return [];
  const above = new Map(areas.map((area) => [area.id, area]));
  const isOwned = (id: string | undefined): boolean => {
    const area = id === undefined ? undefined : above.get(id);
    return area !== undefined && (isAmong(area.owners ?? [], loginName) || isOwned(area.parent));
  };
  return areas.filter(({ id }) => isOwned(id)).map(({ id }) => id);
}

function mayHaveRoles(affiliation: Affiliation): boolean {
  return affiliation === null || affiliation === 'staff';
}

function isAmong(names: readonly string[], loginName: string): boolean {
  const name = loginName.toLowerCase();
  return names.some((one) => one.toLowerCase() === name);
}
