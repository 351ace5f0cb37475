import { expect } from 'chai';
import { LANGUAGES } from '../../../core/domain/languages.js';
import { detailCodes, detailsOf } from '../../../web/pages/console-audit/details.js';

const EN = { language: 'en', timeZone: 'Asia/Hong_Kong' } as const;
const DETAIL = {
  was: 'active',
  wasReason: null,
  cause: 'lost_phone',
  note: true,
  accepted: { privacy: 3, terms: 1 },
  points: ['north-gate', 'south-gate'],
  settingsChanged: false,
  rows: 12_000,
  from: '2026-11-21T16:00:00.000Z',
  another_key: 'as_it_is',
};

describe('the details of a row of the audit', () => {
  it('are names and values in words where there are any, and never JSON', () => {
    const told = detailsOf(DETAIL, EN).map(({ name, value }) => `${name}: ${value}`);
    expect(told).to.deep.equal([
      'Before: Active',
      'Cause: The phone is lost or stolen',
      'Note: sealed',
      'Accepted (version): privacy 3, terms 1',
      'Points: north-gate, south-gate',
      'Settings changed: no',
      'Rows: 12,000',
      'From: 22 Nov 2026, 00:00:00',
      'another_key: as_it_is',
    ]);
  });

  it('have the same names in three languages, each in its own words', () => {
    const named = LANGUAGES.map((language) => detailsOf(DETAIL, { ...EN, language }).map(({ name }) => name));
    expect(new Set(named.map((names) => names.length)).size).to.equal(1);
    expect(new Set(named.map((names) => names[0])).size).to.be.greaterThan(1);
    expect(named.map((names) => names.at(-1))).to.deep.equal(LANGUAGES.map(() => 'another_key'));
  });

  it('are bounded, whatever somebody wrote', () => {
    const long = 'x'.repeat(10_000);
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`key${n}`, long]));
    const detail = { [long]: long, list: Array(5_000).fill('one'), deep: { in: { it: long } }, ...many };
    const told = detailsOf(detail, EN);
    const { length } = told.map(({ name, value }) => name + value).join('');
    expect(told.length).to.equal(12);
    expect(length).to.be.lessThan(12 * 2 * 125);
    expect(told[1]?.value).to.equal('one, one, one, one, one, one, one, one, …');
    expect(told[2]?.value).to.equal('in …');
    expect(detailCodes(detail).length).to.be.lessThan(12 * 2 * 125);
  });

  it('are codes and numbers in a table for machines, what was noted stays sealed', () => {
    expect(detailCodes({ ...DETAIL, note: 'c2VhbGVk' })).to.equal(
      'was: active; cause: lost_phone; note: sealed; accepted: privacy 3, terms 1; points: north-gate, south-gate; ' +
        'settingsChanged: false; rows: 12000; from: 2026-11-21T16:00:00.000Z; another_key: as_it_is',
    );
    expect(detailsOf({ note: 'c2VhbGVk' }, EN)).to.deep.equal([{ name: 'Note', value: 'sealed' }]);
  });
});
