import { Problem } from '../../domain/problem.js';
import type { Helper } from '../../use-cases/people/act-on-holder.js';
import { CONSOLE_PAGES } from '../page/console-nav.js';
import type { Principal } from '../principal.js';
import { actorAs } from './staff-actor.js';

/** Who may look at people and act on them. Throws `not_your_role` (403) for all but admins and the help desk. */
export function helperOf(principal: Principal | null): Helper {
  const actor = actorAs(principal, CONSOLE_PAGES.people.roles);
  if (principal?.kind !== 'person') throw new Problem(401, 'sign_in_needed', 'Sign in first.');
  const { person, roles, session } = principal;
  return { actor, person, isAdmin: roles.includes('admin'), session };
}
