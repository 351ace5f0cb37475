import { expect } from 'chai';
import type { ProvenReading } from '../../../core/domain/reading.js';
import { compile } from '../../../core/policy/compile.js';
import { explain } from '../../../core/policy/explain.js';
import { readCaseFiles } from '../../decisions/case-file.js';

const [{ source } = expect.fail('no case files')] = readCaseFiles();
/** Friday 2026-03-06, 23:00 in Hong Kong. */
const NOW = 1_772_809_200;
const bundle = compile(source, 3, { from: NOW, days: 10 });
const student: ProvenReading = {
  ...{ ok: true, campus: 7, key: 1, handle: '0000000000000001', groups: [2], issued: NOW },
};

describe('explain', () => {
  it('says of each rule at the point what speaks for or against it', () => {
    const { rules, local, decision } = explain(source, bundle, 'night-room', student, NOW * 1000);
    expect(local).to.deep.equal({ date: '2026-03-06', weekday: 'fri', time: '23:00' });
    expect(decision).to.deep.equal({
      outcome: 'grant',
      reason: 'permitted',
      rule: 'students-night',
      version: 3,
    });
    expect(rules).to.deep.equal([
      { rule: 'security-everywhere', effect: 'allow', because: 'other_group' },
      { rule: 'staff-library', effect: 'allow', because: 'other_group' },
      { rule: 'students-library', effect: 'allow', because: 'other_hours' },
      { rule: 'students-night', effect: 'allow', because: 'applies' },
      { rule: 'no-barred', effect: 'deny', because: 'other_group' },
      { rule: 'visitors-library', effect: 'allow', because: 'other_group' },
    ]);
  });

  it('lists the checks that looked, up to the one that decided', () => {
    const { steps } = explain(source, bundle, 'night-room', { ...student, issued: NOW - 60 }, NOW * 1000);
    expect(steps.map(({ check }) => check)).to.deep.equal([
      ...['point-mode', 'horizon', 'point-opens', 'parse', 'campus', 'key', 'signature', 'freshness'],
    ]);
    expect(steps.at(-1)).to.deep.equal({ check: 'freshness', outcome: 'refused', reason: 'expired_code' });
  });

  it('names a date that a rule does not reach', () => {
    const { rules } = explain(source, bundle, 'staff-room', { ...student, groups: [6] }, NOW * 1000 + 1);
    expect(rules.find(({ rule }) => rule === 'interns-march')?.because).to.equal('applies');
    const later = NOW + 86_400 * 30;
    const wide = { ...bundle, horizon: { from: NOW, until: later + 1 } };
    const april = explain(
      source,
      wide,
      'staff-room',
      { ...student, groups: [6], issued: later },
      later * 1000,
    );
    expect(april.rules.find(({ rule }) => rule === 'interns-march')?.because).to.equal('other_date');
  });
});
