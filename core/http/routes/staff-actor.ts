import { Problem } from '../../domain/problem.js';
import type { StaffRole } from '../../domain/roles.js';
import type { Principal } from '../principal.js';

/**
 * Who acts, for the audit: never a name, but the first of these roles that she has: `help_desk:<person>`. Throws
 * `not_your_role` (403) where she has none of them.
 */
export function actorAs(principal: Principal | null, roles: readonly StaffRole[]): string {
  const own = principal?.kind === 'person' ? principal.roles : [];
  const role = roles.find((one) => own.includes(one));
  if (role === undefined || principal?.kind !== 'person')
    throw new Problem(403, 'not_your_role', `This needs the role ${roles.join(' or ')} on this campus.`);
  return `${role}:${principal.person ?? 'outside-the-sources'}`;
}
