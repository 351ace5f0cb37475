import type { Person } from '../../bin/tour/person.js';
import type { World } from '../../bin/tour/world.js';

export { member, shows } from '../../bin/tour/steps.js';

/** An administrator, signed in. */
export async function admin(world: World, campus: string): Promise<Person> {
  const person = world.person(campus, campus === 'hku' ? 'itadmin' : 'gzadmin');
  await person.signIn(world.demo.password, `/${campus}/console/plugins`);
  return person;
}
