import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { Client } from 'ldapts';
import { campusEntries } from '../../simulators/directory/entries.js';
import { CAMPUSES, loadPeople } from '../../simulators/people/people.js';

const { TEST_LDAP_URL = '', TEST_LDAPS_URL = '', TEST_LDAP_CA = '' } = process.env;

const ways: Record<string, () => Promise<Client>> = {
  ldaps: async () => new Client({ url: TEST_LDAPS_URL, tlsOptions: { ca: [readFileSync(TEST_LDAP_CA)] } }),
  StartTLS: async () => {
    const client = new Client({ url: TEST_LDAP_URL });
    await client.startTLS({ ca: [readFileSync(TEST_LDAP_CA)] });
    return client;
  },
};

for (const [way, open] of Object.entries(ways)) {
  describe(`OpenLDAP by ${way}`, () => {
    for (const slug of CAMPUSES) {
      it(`has the people of ${slug} as the simulated directory has them`, async () => {
        const suffix = `dc=${slug},dc=campus,dc=test`;
        const expected = campusEntries(loadPeople(slug, new Date(0))).filter(
          ({ attributes }) => 'uid' in attributes,
        );
        const client = await open();
        await client.bind(`cn=gatehouse,ou=services,${suffix}`, 'gatehouse-directory');
        const paged = { pageSize: 10 };
        const { searchEntries } = await client.search(suffix, {
          filter: '(objectClass=inetOrgPerson)',
          paged,
        });
        await client.unbind();
        const found = searchEntries.map(({ dn, cn, mail }) => ({ dn: dn.toLowerCase(), cn, mail }));
        const wanted = expected.map(({ dn, attributes: { cn, mail } }) => ({
          dn: dn.toString().toLowerCase(),
          cn,
          mail,
        }));
        expect(found).to.have.deep.members(wanted);
      });
    }

    it('lets a person in with the right password, and read nothing', async () => {
      const dn = 'uid=clchan,ou=people,dc=hku,dc=campus,dc=test';
      const client = await open();
      await client.bind(dn, loadPeople('hku', new Date(0)).password);
      const read = await client.search('dc=hku,dc=campus,dc=test').catch((error: Error) => error.name);
      expect(read).to.equal('NoSuchObjectError');
      const refused = await client.bind(dn, 'wrong').catch((error: Error) => error.name);
      expect(refused).to.equal('InvalidCredentialsError');
      await client.unbind();
    });
  });
}
