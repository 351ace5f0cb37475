import { expect } from 'chai';
import { formFields, secretFields } from '../../../core/host/settings-form.js';
import { settings } from '../../../plugins/sso/settings.js';
import { PORTAL } from './support/hub.js';

const GOOD = {
  url: 'ldaps://directory.example',
  bindDn: 'cn=hub,dc=example',
  bindPassword: 'secret',
  signIn: [{ base: 'ou=people,dc=example' }],
};
const problems = (more: object) =>
  settings.safeParse({ ...GOOD, ...more }).error?.issues.map(({ path }) => path.join('.')) ?? [];

describe('the settings of sign-in', () => {
  it('are few: the rest has a usual value', () => {
    expect(settings.parse(GOOD)).to.include({
      loginAttribute: 'uid',
      joinAttribute: 'employeeNumber',
      answerSeconds: 5,
    });
  });

  it('may refer to the environment for the address', () => {
    expect(problems({ url: '$' + '{env:DIRECTORY_URL}' })).to.deep.equal([]);
  });

  it('are refused where they could not work, at the place that is wrong', () => {
    expect(problems({ url: 'http://directory.example' })).to.deep.equal(['url']);
    expect(problems({ signIn: [] })).to.deep.equal(['signIn']);
    expect(problems({ signIn: [{ base: 'ou=x', suffix: 'no-at' }] })).to.deep.equal(['signIn.0.suffix']);
    expect(problems({ clients: [{ ...PORTAL, clientId: 'gatehouse' }] })).to.deep.equal([
      'clients.0.clientId',
    ]);
    expect(problems({ clients: [{ ...PORTAL, clientSecret: 'short' }] })).to.deep.equal([
      'clients.0.clientSecret',
    ]);
    const hosts = ['https://a.example/cb', 'https://b.example/cb'];
    expect(problems({ clients: [{ ...PORTAL, redirectUris: hosts }] })).to.deep.equal([
      'clients.0.redirectUris',
    ]);
    expect(problems({ joinAttribute: 'uid)(x=*' })).to.deep.equal(['joinAttribute']);
  });

  it('name their secrets, so that nobody is shown them', () => {
    expect(secretFields(settings)).to.deep.equal([['bindPassword'], ['clients', '*', 'clientSecret']]);
  });

  it('have a title on every field of the form', () => {
    for (const { path, title } of formFields(settings))
      expect(title.en, path.join('.')).not.to.equal(path.at(-1));
  });
});
