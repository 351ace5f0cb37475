// node dist/test/peers/servers/write-ldif.js: the people of the virtual campus as LDIF (RFC 2849), for OpenLDAP.
// The same entries, passwords and service accounts as the simulated directory answers with.
import { createHash, randomBytes } from 'node:crypto';
import { campusEntries, layoutOf } from '../../../simulators/directory/entries.js';
import { CAMPUSES, type CampusPeople, loadPeople } from '../../../simulators/people/people.js';

const SERVICE_PASSWORD = 'gatehouse-directory';
type Attributes = Record<string, string | string[]>;

process.stdout.write(record('dc=campus,dc=test', { objectClass: ['top', 'domain'], dc: 'campus' }));
for (const slug of CAMPUSES) process.stdout.write(campusLdif(loadPeople(slug, new Date())));

function campusLdif(campus: CampusPeople): string {
  const { suffix } = layoutOf(campus.campus);
  const people = campusEntries(campus).map(({ dn, attributes }) => {
    const password = 'uid' in attributes ? { userPassword: ssha(campus.password) } : {};
    return record(dn.toString(), { ...attributes, ...password });
  });
  return [...people, ...service(suffix)].join('');
}

function service(suffix: string): string[] {
  const unit = `ou=services,${suffix}`;
  const account = { objectClass: ['top', 'organizationalRole', 'simpleSecurityObject'], cn: 'gatehouse' };
  return [
    record(unit, { objectClass: ['top', 'organizationalUnit'], ou: 'services' }),
    record(`cn=gatehouse,${unit}`, { ...account, userPassword: ssha(SERVICE_PASSWORD) }),
  ];
}

function record(dn: string, attributes: Attributes): string {
  const lines = Object.entries(attributes).flatMap(([name, value]) =>
    [value].flat().map((one) => line(name, one)),
  );
  return `${[line('dn', dn), ...lines].join('\n')}\n\n`;
}

/** Base64 for everything, which RFC 2849 allows: no value needs a second look then. */
function line(name: string, value: string): string {
  return `${name}:: ${Buffer.from(value, 'utf8').toString('base64')}`;
}

/** Salted SHA-1, which every OpenLDAP reads without a module. */
function ssha(password: string): string {
  const salt = randomBytes(8);
  const digest = createHash('sha1').update(password).update(salt).digest();
  return `{SSHA}${Buffer.concat([digest, salt]).toString('base64')}`;
}
