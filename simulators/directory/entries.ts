import ldap from 'ldapjs';
import type { CampusPeople, Person } from '../people/people.js';

export interface Entry {
  dn: ldap.DN;
  attributes: Record<string, string | string[]>;
}

/** Where a campus keeps its people: the suffix, and the unit below it for each affiliation. */
export interface Layout {
  suffix: string;
  unit(person: Person): string;
}

const LAYOUTS: Record<string, Layout> = {
  hku: { suffix: 'dc=hku,dc=campus,dc=test', unit: () => 'people' },
  // The same prefix may name a member of staff and a student here, so each has a branch of its own.
  'hkust-gz': {
    suffix: 'dc=hkust-gz,dc=campus,dc=test',
    unit: ({ affiliation }) => (affiliation === 'staff' ? 'staff' : 'students'),
  },
};

export function layoutOf(campus: string): Layout {
  return LAYOUTS[campus] ?? { suffix: `dc=${campus},dc=campus,dc=test`, unit: () => 'people' };
}

/** Everything below a campus's suffix: the suffix itself, its units, its people. */
export function campusEntries({ campus, people }: CampusPeople): Entry[] {
  const layout = layoutOf(campus);
  const units = new Set(people.map(layout.unit));
  return [
    entry(layout.suffix, { objectClass: ['top', 'domain'], dc: campus }),
    ...[...units].map((ou) =>
      entry(`ou=${ou},${layout.suffix}`, { objectClass: ['top', 'organizationalUnit'], ou }),
    ),
    ...people.map((person) => personEntry(person, layout)),
  ];
}

export function personDn(person: Person, layout: Layout): string {
  return `uid=${person.loginName},ou=${layout.unit(person)},${layout.suffix}`;
}

/** inetOrgPerson (RFC 2798). The given name follows the capitals of the family name: "CHAN Ching Lam". */
function personEntry(person: Person, layout: Layout): Entry {
  const [family = '', ...given] = person.name.en.split(' ');
  return entry(personDn(person, layout), {
    objectClass: ['top', 'person', 'organizationalPerson', 'inetOrgPerson'],
    uid: person.loginName,
    cn: person.name.zh === undefined ? person.name.en : [person.name.en, person.name.zh],
    sn: family,
    ...(given.length === 0 ? {} : { givenName: given.join(' ') }),
    displayName: person.name.en,
    mail: person.email,
    employeeNumber: person.sourceKey,
    employeeType: person.affiliation,
    departmentNumber: person.unit,
  });
}

function entry(dn: string, attributes: Entry['attributes']): Entry {
  return { dn: ldap.parseDN(dn), attributes };
}
