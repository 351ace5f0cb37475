import { expect } from 'chai';
import { foldSignInName, readSignInName } from '../../../../plugins/sso/ldap/sign-in-name.js';
import { verdictOf } from '../../../../plugins/sso/ldap/verdict.js';

/** How Active Directory words code 49 (MS-ADTS, "bind" errors). */
const ad = (data: string) => ({
  code: 49,
  message: `80090308: LdapErr: DSID-0C09044E, comment: AcceptSecurityContext error, data ${data}, v4563`,
});

describe('what a refused bind means', () => {
  const cases: [unknown, string][] = [
    [{ code: 49, message: 'Invalid credentials' }, 'wrong'],
    [ad('52e'), 'wrong'],
    [ad('525'), 'wrong'],
    [ad('530'), 'not_at_this_time'],
    [ad('532'), 'password_expired'],
    [ad('533'), 'disabled'],
    [ad('701'), 'account_expired'],
    [ad('773'), 'password_expired'],
    [ad('775'), 'locked'],
    [ad('999'), 'wrong'],
    [{ code: 19, message: 'Account locked' }, 'locked'],
    [{ code: 32, message: '' }, 'wrong'],
    [{ code: 53, message: '' }, 'disabled'],
    [{ code: 51, message: 'busy' }, 'unavailable'],
    [{ code: 52, message: 'unavailable' }, 'unavailable'],
    [{ code: 10, message: 'referral' }, 'unavailable'],
    [Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }), 'unavailable'],
  ];
  for (const [error, verdict] of cases) {
    const { code, message } = error as { code: unknown; message: string };
    it(`${String(code)} ${/data \w+/.exec(message)?.[0] ?? ''} is ${verdict}`, () => {
      expect(verdictOf(error)).to.equal(verdict);
    });
  }
});

describe('a sign-in name as typed', () => {
  const bases = [
    { base: 'a', suffix: '@one.example' },
    { base: 'b', suffix: '@two.one.example' },
    { base: 'c' },
  ];
  const read = (typed: string) => readSignInName(typed, bases);

  it('is looked for everywhere without a suffix, and below one base with it', () => {
    expect(read('ann')).to.deep.equal({ prefix: 'ann', bases });
    expect(read('ann@TWO.one.example').bases.map(({ base }) => base)).to.deep.equal(['b']);
    expect(read('ann@three.example').bases).to.deep.equal([]);
    expect(read('ann@x@one.example')).to.deep.equal({ prefix: 'ann@x', bases: [bases[0]] });
  });

  it('counts as one name in any case, width or spacing', () => {
    expect(new Set([' Ann  Lee', 'ann lee', 'ＡＮＮ ＬＥＥ '].map(foldSignInName)).size).to.equal(1);
    const unseen = [
      'ann lee',
      'a\u00adnn lee',
      'ann\u200b lee',
      'ann\ufe0f lee',
      'ann\u0000 lee',
      '\u2060ann\tlee',
    ];
    expect(new Set(unseen.map(foldSignInName)).size, 'signs that directories do not compare').to.equal(1);
  });
});
