import { expect } from 'chai';
import type { PolicySource, Rule } from '../../../core/domain/policy-source.js';
import { compile } from '../../../core/policy/compile.js';
import { readCaseFiles } from '../../decisions/case-file.js';

const [{ source } = expect.fail('no case files')] = readCaseFiles();
const horizon = { from: 1_772_413_200, days: 400 };
const rule: Rule = { id: 'r', effect: 'allow', groups: ['staff'], points: ['main-library'], areas: [] };

function compiling(change: Partial<PolicySource>): () => unknown {
  return () => compile({ ...source, ...change }, 1, horizon);
}

const refusals: { says: string; change: Partial<PolicySource>; code: string; names: string }[] = [
  {
    says: 'a rule for an unknown point',
    change: { rules: [{ ...rule, points: ['x'] }] },
    code: 'unknown_reference',
    names: 'x',
  },
  {
    says: 'a rule for an unknown area',
    change: { rules: [{ ...rule, areas: ['x'] }] },
    code: 'unknown_reference',
    names: 'x',
  },
  {
    says: 'a rule for an unknown group',
    change: { rules: [{ ...rule, groups: ['x'] }] },
    code: 'unknown_reference',
    names: 'x',
  },
  {
    says: 'an unknown schedule',
    change: { rules: [{ ...rule, schedule: 'x' }] },
    code: 'unknown_reference',
    names: 'x',
  },
  {
    says: 'a point in an unknown area',
    change: { areas: [] },
    code: 'unknown_reference',
    names: 'main-library',
  },
  {
    says: 'an area in an unknown area',
    change: { areas: [...source.areas, { id: 'attic', parent: 'x', name: { en: 'Attic' } }] },
    ...{ code: 'unknown_reference', names: 'attic' },
  },
  {
    says: 'an area that stands in itself',
    change: {
      areas: source.areas.map((area) => (area.id === 'campus' ? { ...area, parent: 'library' } : area)),
    },
    ...{ code: 'area_cycle', names: 'campus' },
  },
  {
    says: 'a date that is none',
    change: { rules: [{ ...rule, from: '2026-13-01' }] },
    code: 'bad_date',
    names: '2026-13-01',
  },
  {
    says: 'a time of day that is none',
    change: {
      schedules: [
        ...source.schedules,
        { id: 'odd', week: { mon: [{ from: '25:00', to: '26:00' }] }, exceptions: [] },
      ],
      rules: [{ ...rule, schedule: 'odd' }],
    },
    ...{ code: 'bad_time', names: '25:00' },
  },
];

describe('compile', () => {
  for (const { says, change, code, names } of refusals) {
    it(`refuses ${says} and names it`, () => {
      expect(compiling(change)).to.throw(names).with.property('code', code);
    });
  }

  it('refuses a horizon without days', () => {
    const none = () => compile(source, 1, { from: horizon.from, days: 0 });
    expect(none).to.throw().with.property('code', 'horizon_invalid');
  });

  it('makes equal days once, so that a year of them weighs as much as a week and its exceptions', () => {
    const bundle = compile(source, 1, horizon);
    const { days = [] } = bundle.points.get('main-library')?.rules ?? {};
    expect(days.length).to.be.greaterThan(400);
    expect(new Set(days).size).to.be.lessThan(12);
  });

  it('gives points with the same rules one plan', () => {
    const twin = source.points.map((point) => ({
      ...point,
      id: `${point.id}-twin`,
      number: point.number + 100,
    }));
    const rules = source.rules.filter(({ points }) => points.length === 0);
    const { points } = compile({ ...source, points: [...source.points, ...twin], rules }, 1, horizon);
    expect(points.get('staff-room')?.rules).to.equal(points.get('staff-room-twin')?.rules);
  });
});
