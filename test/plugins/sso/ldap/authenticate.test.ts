import { expect } from 'chai';
import { type Authenticated, authenticate } from '../../../../plugins/sso/ldap/authenticate.js';
import { DirectoryUnavailable } from '../../../../plugins/sso/ldap/connection.js';
import { stillThere } from '../../../../plugins/sso/ldap/still-there.js';
import type { SsoSettings } from '../../../../plugins/sso/settings.js';
import type { Directory } from '../../../../simulators/directory/start-directory.js';
import { gzSettings, hkuSettings, peers, startTestDirectory } from '../support/directory.js';

const PASSWORD = 'gatehouse-demo';
const { signal } = new AbortController();
const tryAs = (settings: SsoSettings, loginName: string, password = PASSWORD): Promise<Authenticated> =>
  authenticate(settings, { loginName, password, signal });

interface Standing {
  hku: SsoSettings;
  gz: SsoSettings;
}

/** What any directory must do, told to the simulator always and to OpenLDAP where it runs. */
function stories(standing: () => Standing): void {
  it('proves a name and PIN, and tells who it is', async () => {
    const { account } = await tryAs(standing().hku, 'clchan');
    expect(account).to.include({ loginName: 'clchan', affiliation: 'staff', email: 'clchan@hku.test' });
    expect(account?.sourceKey).to.match(/^\w+$/);
    expect(account?.displayName).to.match(/^CHAN /);
  });

  it('reads the name as a directory does: case, width and spaces around it do not matter', async () => {
    for (const typed of ['CLChan', ' clchan ', 'ｃｌｃｈａｎ']) {
      expect((await tryAs(standing().hku, typed)).account, typed).to.include({ loginName: 'clchan' });
    }
  });

  it('refuses a wrong PIN, an unknown name and an empty PIN alike', async () => {
    expect(await tryAs(standing().hku, 'clchan', 'wrong')).to.deep.equal({ account: null, why: 'wrong' });
    expect(await tryAs(standing().hku, 'nobody')).to.deep.equal({ account: null, why: 'wrong' });
    expect(await tryAs(standing().hku, 'clchan', '')).to.deep.equal({ account: null, why: 'empty' });
    expect(await tryAs(standing().hku, ' ')).to.deep.equal({ account: null, why: 'empty' });
  });

  it('tells a professor and a student with one prefix apart by the suffix', async () => {
    const staff = await tryAs(standing().gz, 'ruizhang@hkust-gz.edu.cn');
    const student = await tryAs(standing().gz, 'ruizhang@CONNECT.hkust-gz.edu.cn');
    expect(staff.account).to.include({ affiliation: 'staff', sourceKey: 'G20117' });
    expect(student.account).to.include({ affiliation: 'student', sourceKey: 'S50240871' });
  });

  it('takes a bare prefix that one person has, and refuses one that two have', async () => {
    expect((await tryAs(standing().gz, 'yichen')).account).to.include({ affiliation: 'student' });
    expect(await tryAs(standing().gz, 'ruizhang')).to.deep.equal({ account: null, why: 'ambiguous' });
  });

  it('looks for a name only below the base of its suffix', async () => {
    expect((await tryAs(standing().gz, 'yichen@hkust-gz.edu.cn')).account).to.equal(null);
    expect((await tryAs(standing().gz, 'yichen@elsewhere.example')).account).to.equal(null);
    expect((await tryAs(standing().hku, 'clchan@hku.hk')).account).to.equal(null);
  });

  it('reads nothing typed as a filter or a DN', async () => {
    const attempts = [
      '*',
      'clchan*',
      'clchan)(uid=*',
      '*)(|(uid=*',
      'clchan)(!(uid=x)',
      'clchan,ou=people,dc=hku,dc=campus,dc=test',
      'uid=clchan',
      'clchan\0',
      '\\2a',
      `${'a'.repeat(250)}*`,
    ];
    for (const typed of attempts) {
      expect(await tryAs(standing().hku, typed), JSON.stringify(typed)).to.have.property('account', null);
    }
  });

  it('says "unavailable", not "wrong", when its own account is refused or the base is not there', async () => {
    for (const broken of [
      { bindPassword: 'other' },
      { signIn: [{ base: 'ou=nowhere,dc=hku,dc=campus,dc=test' }] },
    ]) {
      const failure = await tryAs({ ...standing().hku, ...broken }, 'clchan').catch(
        (error: unknown) => error,
      );
      expect(failure).to.be.instanceOf(DirectoryUnavailable);
    }
  });

  it('tells who is still there from who is gone', async () => {
    const there = 'uid=clchan,ou=people,dc=hku,dc=campus,dc=test';
    const found = await stillThere(standing().hku, [there, there.replace('clchan', 'nobody')], signal);
    expect([...found]).to.deep.equal([there]);
  });
}

describe('signing in against a directory', () => {
  describe('the virtual campus', () => {
    let directory: Directory;
    let standing: Standing;
    before(async () => {
      directory = await startTestDirectory();
      const { url } = directory;
      standing = { hku: hkuSettings({ url }), gz: gzSettings({ url }) };
    });
    after(() => directory.stop());

    stories(() => standing);

    it('keeps a name in Chinese as it is', async () => {
      expect((await tryAs(standing.hku, 'dwchan')).account).to.include({
        displayName: '陳大文',
        sourceKey: 'X1',
      });
      expect((await tryAs(standing.hku, '陳大文')).account).to.equal(null);
    });

    it('refuses a locked account, and takes it again when it is unlocked', async () => {
      directory.lock('hku', 'X1');
      expect((await tryAs(standing.hku, '陳大文')).account).to.equal(null);
      directory.unlock('hku', 'X1');
      expect((await tryAs(standing.hku, 'dwchan')).account).not.to.equal(null);
    });
  });

  for (const { name, transport } of peers()) {
    describe(name, () => {
      stories(() => ({ hku: hkuSettings(transport), gz: gzSettings(transport) }));

      it('is not believed under another authority', async () => {
        const { ca: _ours, ...without } = transport;
        const failure = await tryAs(hkuSettings(without), 'clchan').catch((error: unknown) => error);
        expect(failure).to.be.instanceOf(DirectoryUnavailable);
      });
    });
  }
});
