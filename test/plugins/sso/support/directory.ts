import { readFileSync } from 'node:fs';
import { type SsoSettings, settings as schema } from '../../../../plugins/sso/settings.js';
import { type Directory, startDirectory } from '../../../../simulators/directory/start-directory.js';
import { CAMPUSES, type CampusPeople, loadPeople } from '../../../../simulators/people/people.js';

/** The virtual campus's directory with a few people of our own, whom no other test needs. */
export async function startTestDirectory(): Promise<Directory> {
  return startDirectory({ campuses: CAMPUSES.map((campus) => withMore(loadPeople(campus, new Date()))) });
}

function withMore(campus: CampusPeople): CampusPeople {
  const [first] = campus.people;
  if (first === undefined) throw new Error('the virtual campus has nobody');
  const more =
    campus.campus === 'hku'
      ? [{ ...first, sourceKey: 'X1', loginName: 'dwchan', name: { en: '陳大文' } }]
      : [];
  return { ...campus, people: [...campus.people, ...more] };
}

type Transport = Pick<SsoSettings, 'url'> & { startTls?: boolean; ca?: string };
const { TEST_LDAP_URL: plain, TEST_LDAPS_URL: ldaps, TEST_LDAP_CA: authority } = process.env;

/** Real directories with the same people, where the peers run: the same stories, over StartTLS and LDAPS. */
export function peers(): { name: string; transport: Transport }[] {
  if (plain === undefined || authority === undefined) return [];
  const ca = readFileSync(authority, 'utf8');
  return [
    { name: 'OpenLDAP with StartTLS', transport: { url: plain, startTls: true, ca } },
    ...(ldaps === undefined ? [] : [{ name: 'OpenLDAP with LDAPS', transport: { url: ldaps, ca } }]),
  ];
}

export const SERVICE = {
  hku: { bindDn: 'cn=gatehouse,ou=services,dc=hku,dc=campus,dc=test', bindPassword: 'gatehouse-directory' },
  'hkust-gz': {
    bindDn: 'cn=gatehouse,ou=services,dc=hkust-gz,dc=campus,dc=test',
    bindPassword: 'gatehouse-directory',
  },
};

/** One base, bare names: the way of the HKU example. */
export function hkuSettings(transport: Transport, more: object = {}): SsoSettings {
  return schema.parse({
    ...transport,
    ...SERVICE.hku,
    signIn: [{ base: 'ou=people,dc=hku,dc=campus,dc=test' }],
    ...more,
  });
}

/** A base each for staff and students, under suffixes of their own: the way of the GZ example. */
export function gzSettings(transport: Transport, more: object = {}): SsoSettings {
  const signIn = [
    { base: 'ou=staff,dc=hkust-gz,dc=campus,dc=test', suffix: '@hkust-gz.edu.cn', affiliation: 'staff' },
    {
      base: 'ou=students,dc=hkust-gz,dc=campus,dc=test',
      suffix: '@connect.hkust-gz.edu.cn',
      affiliation: 'student',
    },
  ];
  return schema.parse({ ...transport, ...SERVICE['hkust-gz'], signIn, ...more });
}
