import type { Person } from '../../bin/tour/person.js';
import { CAMPUS, inMinutes } from '../../bin/tour/visitor.js';
import { findPersonByLogin } from '../../core/store/people.js';
import { createSession } from '../../core/store/sessions.js';
import type { TestHub } from '../support/hub.js';

/** Somebody signed in at the campus of visits. */
export async function signedIn(town: TestHub, loginName: string): Promise<Person> {
  const person = town.person(CAMPUS, loginName);
  await person.signIn(town.demo.password);
  return person;
}

/** The cookie of a session, for requests that a story's browser cannot make. */
export async function sessionCookie(town: TestHub, loginName: string): Promise<string> {
  const { pool, vault } = town.hub.context;
  const person = await findPersonByLogin(pool, vault, 2, loginName, 'staff');
  const session = {
    person,
    displayName: loginName,
    loginName,
    idToken: '',
    affiliation: 'staff' as const,
    roles: [],
  };
  const at = { now: town.clock.now(), seconds: 28_800 };
  return `gatehouse_${CAMPUS}=${await createSession(pool, vault, 2, session, at)}`;
}

/** A visit of one person to the south gate, in an hour, as a host asks for it. */
export function ordinaryVisit(town: TestHub, kind: 'foreign' | 'mainland', contact: string, minutes = 60) {
  const visitor = { name: kind === 'foreign' ? 'Ines Duarte' : '王小明', contact, language: 'en' };
  return { kind, visitor, ...inMinutes(town, minutes), points: ['south-gate'], purpose: 'Seminar' };
}
