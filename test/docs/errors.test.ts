import { expect } from 'chai';
import type { CredentialReason } from '../../core/domain/credential.js';
import { DENY_REASONS, GRANT_REASONS } from '../../core/domain/reasons.js';
import { codesOfClasses, codesOfStops, problems } from './error-codes.js';
import { readDocument } from './fenced.js';

/** Which section of the page the codes of a class stand in. A class that is not here has no place: give it one. */
const SECTIONS: Record<string, string> = {
  EmbeddedPostgresError: 'Start',
  CodeError: 'Codes and keys',
  PolicyError: 'Policy',
  OutboundError: 'Other systems',
  HrError: 'Other systems',
  CsvError: 'Other systems',
};

/** The type's members as data; one missing here, or one too many, does not compile. */
const CREDENTIAL_REASONS: Record<CredentialReason, true> = {
  eligible: true,
  duty_not_confirmed: true,
  not_current_appointee: true,
  entity_not_covered: true,
  affiliation_not_covered: true,
  card_not_current: true,
  left_source: true,
  capture_reported: true,
  shared: true,
  by_admin: true,
};

/** The rows of a section's table, each as its cells. */
function rows(section: string): string[][] {
  const page = readDocument('docs/errors.md');
  const [, text = ''] = page.split(`\n## ${section}\n`);
  const table = (text.split('\n## ')[0] ?? '').split('\n').filter((line) => line.startsWith('| `'));
  return table.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

const codesOf = (section: string) => rows(section).map(([code = '']) => code.replaceAll('`', ''));

describe('docs/errors.md', () => {
  it('has every problem of the sources with its status, and no other', () => {
    const documented = rows('Problems').map(([code = '', status]) => `${status} ${code.replaceAll('`', '')}`);
    expect(problems()).to.have.length.above(40);
    expect(documented.sort()).to.deep.equal(problems());
  });

  it('has every reason of a decision with its outcome, and no other', () => {
    const documented = rows('Reasons of a decision').map(
      ([code = '', outcome]) => `${outcome} ${code.replaceAll('`', '')}`,
    );
    const reasons = [
      ...GRANT_REASONS.map((reason) => `grant ${reason}`),
      ...DENY_REASONS.map((reason) => `deny ${reason}`),
    ];
    expect(documented.sort()).to.deep.equal(reasons.sort());
  });

  it('has every reason of a credential, and no other', () => {
    expect(codesOf('Reasons of a credential').sort()).to.deep.equal(Object.keys(CREDENTIAL_REASONS).sort());
  });

  it('has every code of every error class, in the section of that class, and no other', () => {
    const classes = codesOfClasses();
    expect([...classes.keys()].sort()).to.deep.equal(Object.keys(SECTIONS).sort());
    for (const section of new Set(Object.values(SECTIONS))) {
      const codes = [...classes].flatMap(([name, some]) => (SECTIONS[name] === section ? some : []));
      const others = section === 'Other systems' ? codesOfStops() : [];
      expect(codesOf(section).sort(), section).to.deep.equal([...codes, ...others].sort());
    }
  });

  it('says of each code what it means', () => {
    const sections = [
      'Problems',
      'Reasons of a decision',
      'Reasons of a credential',
      ...Object.values(SECTIONS),
    ];
    const empty = sections.flatMap(rows).filter((cells) => cells.some((cell) => cell === ''));
    expect(empty).to.deep.equal([]);
  });
});
