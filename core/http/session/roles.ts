import type { CampusFile } from '../../campus-file/schema.js';
import type { PersonRecord } from '../../domain/eligibility.js';

/**
 * The roles of a sign-in name, without regard to case. Roles are for staff: where students sign in under a domain of
 * their own, one may share a staff member's name.
 */
export function rolesOf(
  file: Pick<CampusFile, 'roles'>,
  loginName: string,
  affiliation: PersonRecord['affiliation'] | null,
): string[] {
  if (affiliation !== null && affiliation !== 'staff') return [];
  const name = loginName.toLowerCase();
  return Object.entries(file.roles)
    .filter(([, names]) => names?.some((one) => one.toLowerCase() === name))
    .map(([role]) => role);
}
