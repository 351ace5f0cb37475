import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { Client } from 'ldapts';
import { type Directory, startDirectory } from '../../simulators/directory/start-directory.js';
import { loadPeople } from '../../simulators/people/people.js';

const TODAY = new Date('2026-11-22T04:00:00Z');
const campuses = [loadPeople('hku', TODAY), loadPeople('hkust-gz', TODAY)];

describe('directory', () => {
  let directory: Directory;
  let client: Client;
  before(async () => {
    directory = await startDirectory({ campuses, sizeLimit: 20 });
  });
  after(() => directory.stop());
  beforeEach(() => {
    client = new Client({ url: directory.url });
  });
  afterEach(() => client.unbind());

  const asService = async (campus: string) => {
    const { dn, password } = directory.serviceAccount(campus);
    await client.bind(dn, password);
    return directory.suffix(campus);
  };
  const dnsOf = async (base: string, filter: string) =>
    (await client.search(base, { filter })).searchEntries.map(({ dn }) => dn);
  const codeOf = (call: Promise<unknown>) =>
    call.then(
      () => 0,
      (error: unknown) => (error as { code?: number }).code,
    );

  it('finds one person by prefix, whatever the case, with the attributes of an inetOrgPerson', async () => {
    const suffix = await asService('hku');
    const { searchEntries } = await client.search(suffix, {
      filter: '(&(objectClass=inetOrgPerson)(uid=CLChan))',
    });
    expect(searchEntries).to.have.length(1);
    expect(searchEntries[0]).to.deep.include({
      dn: 'uid=clchan,ou=people,dc=hku,dc=campus,dc=test',
      uid: 'clchan',
      cn: ['CHAN Ching Lam', '陳靜琳'],
      sn: 'CHAN',
      givenName: 'Ching Lam',
      displayName: 'CHAN Ching Lam',
      mail: 'clchan@hku.test',
      employeeNumber: 'H100201',
      employeeType: 'staff',
    });
  });

  it('sends only the attributes that were asked for', async () => {
    const suffix = await asService('hku');
    const { searchEntries } = await client.search(suffix, { filter: '(uid=clchan)', attributes: ['mail'] });
    expect(searchEntries).to.deep.equal([
      { dn: 'uid=clchan,ou=people,dc=hku,dc=campus,dc=test', mail: 'clchan@hku.test' },
    ]);
  });

  it('keeps staff and students of one prefix apart', async () => {
    const suffix = await asService('hkust-gz');
    expect(await dnsOf(`ou=staff,${suffix}`, '(uid=ruizhang)')).to.deep.equal([
      `uid=ruizhang,ou=staff,${suffix}`,
    ]);
    expect(await dnsOf(suffix, '(mail=ruizhang@connect.hkust-gz.edu.cn)')).to.deep.equal([
      `uid=ruizhang,ou=students,${suffix}`,
    ]);
    expect(await dnsOf(suffix, '(uid=ruizhang)')).to.have.length(2);
  });

  it('understands and, or, not, presence, parts, escapes and Chinese', async () => {
    const suffix = await asService('hkust-gz');
    const staff = `ou=staff,${suffix}`;
    expect(await dnsOf(staff, '(|(uid=gzadmin)(uid=hsun))')).to.have.length(2);
    expect(await dnsOf(staff, '(&(objectClass=person)(!(employeeType=staff)))')).to.deep.equal([]);
    expect(await dnsOf(staff, '(givenName=*)')).to.have.length(13);
    expect(await dnsOf(staff, '(mail=gz*min@*edu.cn)')).to.deep.equal([`uid=gzadmin,${staff}`]);
    expect(await dnsOf(staff, '(uid=\\2a)')).to.deep.equal([]);
    expect(await dnsOf(staff, '(cn=何建华)')).to.deep.equal([`uid=gzadmin,${staff}`]);
    expect(await dnsOf(staff, '(cn=*建*华)')).to.deep.equal([`uid=gzadmin,${staff}`]);
    expect(await dnsOf(staff, '(cn=mÜller*)')).to.have.length(1);
    expect(await dnsOf(staff, '(cn=何*)')).to.deep.equal([`uid=gzadmin,${staff}`]);
  });

  it('binds people with their password only', async () => {
    const dn = `uid=clchan,ou=people,${directory.suffix('hku')}`;
    expect(await codeOf(client.bind(dn, 'gatehouse-demo'))).to.equal(0);
    expect(await codeOf(client.bind(dn, 'Gatehouse-demo'))).to.equal(49);
    expect(
      await codeOf(client.bind(`uid=nobody,ou=people,${directory.suffix('hku')}`, 'gatehouse-demo')),
    ).to.equal(49);
    expect(await codeOf(client.bind(dn, ''))).to.equal(53);
  });

  it('outlives a name that is no DN and bytes that are no LDAP', async () => {
    expect(await codeOf(client.bind('not a dn', 'x'))).to.equal(34);
    const { hostname, port } = new URL(directory.url);
    const rubbish = net.connect(Number(port), hostname);
    rubbish.end(Buffer.from('3084ffffffff616263', 'hex'));
    await once(rubbish.resume(), 'close');
    expect(await dnsOf(await asService('hku'), '(uid=clchan)')).to.have.length(1);
  });

  it('a locked account is refused until it is unlocked, a new password replaces the old', async () => {
    const dn = `uid=itadmin,ou=people,${directory.suffix('hku')}`;
    directory.lock('hku', 'H100154');
    expect(await codeOf(client.bind(dn, 'gatehouse-demo'))).to.equal(49);
    directory.unlock('hku', 'H100154');
    expect(await codeOf(client.bind(dn, 'gatehouse-demo'))).to.equal(0);
    directory.setPassword('hku', 'H100154', 'another');
    expect(await codeOf(client.bind(dn, 'gatehouse-demo'))).to.equal(49);
    expect(await codeOf(client.bind(dn, 'another'))).to.equal(0);
    expect(() => directory.lock('hku', 'G20031')).to.throw(RangeError);
  });

  it('lets nobody search but the suffix’s own service account', async () => {
    const suffix = directory.suffix('hku');
    expect(await codeOf(client.search(suffix, { filter: '(uid=*)' }))).to.equal(50);
    await client.bind(`uid=clchan,ou=people,${suffix}`, 'gatehouse-demo');
    expect(await codeOf(client.search(suffix, { filter: '(uid=*)' }))).to.equal(50);
    await asService('hkust-gz');
    expect(await codeOf(client.search(suffix, { filter: '(uid=*)' }))).to.equal(50);
  });

  it('pages, and ends an unpaged search at the size limit', async () => {
    const suffix = await asService('hku');
    expect(await codeOf(client.search(suffix, { filter: '(uid=*)' }))).to.equal(4);
    const { searchEntries } = await client.search(suffix, { filter: '(uid=*)', paged: { pageSize: 7 } });
    expect(new Set(searchEntries.map(({ dn }) => dn)).size).to.equal(campuses[0]?.people.length);
    expect((await client.search(suffix, { filter: '(uid=c*)', sizeLimit: 1 })).searchEntries).to.have.length(
      1,
    );
  });

  it('knows base, one level and the whole tree', async () => {
    const suffix = await asService('hkust-gz');
    const count = async (scope: 'base' | 'one' | 'sub', base = suffix) =>
      (await client.search(base, { scope, filter: '(objectClass=*)', paged: true })).searchEntries.length;
    expect(await count('base')).to.equal(1);
    expect(await count('one')).to.equal(2);
    expect(await count('sub')).to.equal((campuses[1]?.people.length ?? 0) + 3);
    expect(await codeOf(count('sub', `ou=nowhere,${suffix}`))).to.equal(32);
  });

  it('speaks LDAPS when it is given a key', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'ldaps-'));
    const [key, certificate] = ['key.pem', 'cert.pem'].map((name) => path.join(folder, name)) as [
      string,
      string,
    ];
    execFileSync(
      'openssl',
      [
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:P-256',
        '-nodes',
        '-days',
        '2',
        '-subj',
        '/CN=localhost',
        '-addext',
        'subjectAltName=IP:127.0.0.1',
        '-keyout',
        key,
        '-out',
        certificate,
      ],
      { stdio: 'ignore' },
    );
    const tls = { key: readFileSync(key, 'utf8'), certificate: readFileSync(certificate, 'utf8') };
    rmSync(folder, { recursive: true });
    const secure = await startDirectory({ campuses, tls });
    const over = new Client({ url: secure.url, tlsOptions: { ca: [tls.certificate] } });
    const { dn, password } = secure.serviceAccount('hku');
    await over.bind(dn, password);
    expect(
      (await over.search(secure.suffix('hku'), { filter: '(uid=clchan)' })).searchEntries,
    ).to.have.length(1);
    await over.unbind();
    const stranger = new Client({ url: secure.url });
    expect(await codeOf(stranger.bind(dn, password))).not.to.equal(0);
    await secure.stop();
  });
});
