import type { Person } from './person.js';
import type { World } from './world.js';

export const LIBRARY = ['hku', 'main-library-gate-1'] as const;

/** What a device answers to a text: "grant permitted". */
export async function shows(
  world: World,
  device: readonly [string, string],
  code: string,
  point?: string,
): Promise<string> {
  const answer = await world.gates.gate(...device).scan(code, point);
  return `${answer.decision} ${answer.reason}`;
}

/** Somebody who has signed in and linked a phone; whatever phone was linked before is logged out first. */
export async function member(world: World, campus: string, loginName: string): Promise<Person> {
  const person = world.person(campus, loginName);
  await person.signIn(world.demo.password);
  const card = await person.card();
  if (card.body['phone']) await person.unlink();
  const linked = await person.link(`${loginName}'s phone`);
  if (linked.status !== 201) throw new Error(`${loginName} could not link: ${JSON.stringify(linked)}`);
  return person;
}
