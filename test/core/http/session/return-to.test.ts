import { expect } from 'chai';
import fc from 'fast-check';
import { returnTo } from '../../../../core/http/session/return-to.js';
import { ownedAreas, rolesOf } from '../../../../core/http/session/roles.js';

const HUB = 'https://hub.example';
const to = (asked: string | undefined) => returnTo(asked, HUB, '/fallback');

describe('where a sign-in leads back to', () => {
  it('is the path that was asked for, with its query and fragment', () => {
    expect(to('/hku/wallet?a=1&b=%2F#c')).to.equal('/hku/wallet?a=1&b=%2F#c');
    expect(to('/')).to.equal('/');
  });

  it('is our own page when anything else was asked for', () => {
    const others = [
      undefined,
      '',
      'hku',
      'https://evil.example/',
      '//evil.example',
      '/\\evil.example',
      '\\\\evil.example',
      '/a\\b',
      '/\t/evil.example',
      '/\n/evil.example',
      'javascript:alert(1)',
      ` //evil.example`,
      `/${'a'.repeat(3_000)}`,
    ];
    for (const asked of others) expect(to(asked), JSON.stringify(asked)).to.equal('/fallback');
  });

  it('stays at home whatever is asked for', () => {
    const asked = fc.oneof(
      fc.webUrl(),
      fc.string(),
      fc.string().map((end) => `/${end}`),
      fc.string().map((end) => `//${end}`),
    );
    fc.assert(
      fc.property(
        asked,
        (text) =>
          new URL(to(text), HUB).origin === HUB && to(text).startsWith('/') && !to(text).startsWith('//'),
      ),
    );
  });
});

describe('the roles of a sign-in name', () => {
  const area = (id: string, owners: string[], parent?: string) => ({
    id,
    name: { en: id },
    owners,
    ...(parent ? { parent } : {}),
  });
  const file = {
    roles: { admin: ['Ruizhang', 'ann'], guard: ['ann'] },
    areas: [area('campus', []), area('library', ['Lib'], 'campus'), area('stacks', [], 'library')],
  };

  it('are those that the campus file gives it, without regard to case', () => {
    expect(rolesOf(file, 'ANN', 'staff')).to.deep.equal(['admin', 'guard']);
    expect(rolesOf(file, 'ruizhang', null)).to.deep.equal(['admin']);
    expect(rolesOf(file, 'bob', 'staff')).to.deep.equal([]);
  });

  it('make who is named by an area its owner, and of all inside it', () => {
    expect(rolesOf(file, 'lib', 'staff')).to.deep.equal(['area_owner']);
    expect(ownedAreas(file, 'lib', 'staff')).to.deep.equal(['library', 'stacks']);
    expect(ownedAreas(file, 'ann', 'staff')).to.deep.equal([]);
    expect(ownedAreas(file, 'lib', 'student')).to.deep.equal([]);
  });

  it('are no student’s, who may share a staff member’s name', () => {
    for (const affiliation of ['student', 'alum', 'affiliate'] as const) {
      expect(rolesOf(file, 'ruizhang', affiliation)).to.deep.equal([]);
    }
  });
});
