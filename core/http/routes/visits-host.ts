import { Problem } from '../../domain/problem.js';
import type { Host } from '../../use-cases/visits/host.js';
import type { Principal } from '../principal.js';

/** Who asks about visits. Throws `sign_in_needed` (401) where nobody is signed in. */
export function hostOf(principal: Principal | null): Host {
  if (principal?.kind !== 'person') throw new Problem(401, 'sign_in_needed', 'Sign in first.');
  const { person, displayName, affiliation, roles } = principal;
  return { person, displayName, affiliation, roles, actor: `holder:${person ?? 'outside-the-sources'}` };
}
