import { expect } from 'chai';
import type { DeviceView } from '../../../core/domain/devices.js';
import type { AccessPoint, PolicySource, Rule, Schedule } from '../../../core/domain/policy-source.js';
import { desiredPolicy } from '../../../core/use-cases/desired-policy.js';

const TODAY = Date.parse('2026-11-22T12:00:00+08:00');
const device: DeviceView = {
  id: 'gate',
  plugin: 'gates',
  kind: 'mqtt',
  name: { en: 'Gate' },
  points: ['door'],
};
const door: AccessPoint = {
  id: 'door',
  number: 1,
  area: 'site',
  kind: 'door',
  name: { en: 'Door' },
  mode: 'normal',
};
const rule = (more: Partial<Rule>): Rule => ({
  id: 'rule',
  effect: 'allow',
  groups: ['staff'],
  points: ['door'],
  areas: [],
  ...more,
});
const on = (week: Schedule['week'], id = 'hours'): Schedule => ({ id, week, exceptions: [] });

function hoursOf(rules: Rule[], schedules: Schedule[] = [], point: Partial<AccessPoint> = {}) {
  const source: PolicySource = {
    campus: 1,
    slug: 'test',
    timeZone: 'Asia/Hong_Kong',
    areas: [{ id: 'site', name: { en: 'Site' } }],
    points: [
      { ...door, ...point },
      { ...door, id: 'other', number: 2 },
    ],
    groups: ['staff', 'students'].map((id, index) => ({ id, number: index + 1, name: { en: id } })),
    schedules,
    rules,
  };
  const snapshot = { source, bundle: { version: 5 }, compiledAt: TODAY };
  const desired = desiredPolicy(snapshot as Parameters<typeof desiredPolicy>[0], device);
  expect(desired).to.include({ version: 5, timeZone: 'Asia/Hong_Kong' });
  expect(desired.points.map(({ id }) => id)).to.deep.equal(['door']);
  return desired.points[0]?.hours;
}

const NONE = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };

describe('the policy that a device should hold', () => {
  it('joins the hours of all rules, half open', () => {
    const schedules = [
      on({ mon: [{ from: '08:00', to: '12:00' }] }, 'early'),
      on(
        {
          mon: [
            { from: '11:30', to: '18:00' },
            { from: '20:00', to: '21:00' },
          ],
        },
        'late',
      ),
    ];
    const rules = [rule({ schedule: 'early' }), rule({ id: 'two', groups: ['students'], schedule: 'late' })];
    expect(hoursOf(rules, schedules)).to.deep.equal({
      ...NONE,
      mon: [
        { from: '08:00', to: '18:00' },
        { from: '20:00', to: '21:00' },
      ],
    });
  });

  it('splits hours that cross midnight, also from Sunday to Monday', () => {
    const schedule = on({ sun: [{ from: '22:00', to: '02:00' }], wed: [{ from: '10:00', to: '24:00' }] });
    expect(hoursOf([rule({ schedule: 'hours' })], [schedule])).to.deep.equal({
      ...NONE,
      sun: [{ from: '22:00', to: '24:00' }],
      mon: [{ from: '00:00', to: '02:00' }],
      wed: [{ from: '10:00', to: '24:00' }],
    });
  });

  it('has the hours of nobody who is denied, and those of the others', () => {
    const schedule = on({ tue: [{ from: '10:00', to: '11:00' }] });
    const denied = rule({ id: 'no', effect: 'deny', schedule: 'hours' });
    expect(hoursOf([rule({}), denied], [schedule])?.tue).to.deep.equal([
      { from: '00:00', to: '10:00' },
      { from: '11:00', to: '24:00' },
    ]);
    const others = rule({ id: 'others', groups: ['students'] });
    expect(hoursOf([rule({}), others, denied], [schedule])?.tue).to.deep.equal([
      { from: '00:00', to: '24:00' },
    ]);
  });

  const always = [{ from: '00:00', to: '24:00' }];
  const cases: [string, Partial<Rule>, Partial<AccessPoint>, typeof always][] = [
    ['of a rule that holds today', { from: '2026-11-22', until: '2026-11-22' }, {}, always],
    ['not of a rule that begins tomorrow', { from: '2026-11-23' }, {}, []],
    ['not of a rule that ended yesterday', { until: '2026-11-21' }, {}, []],
    ['none at a disabled point', {}, { mode: 'disabled' }, []],
    ['none at a point that opens tomorrow', {}, { opens: '2026-11-23' }, []],
    ['those of a point that opens today', {}, { opens: '2026-11-22' }, always],
    ['all at a released point, whatever the rules', { points: ['other'] }, { mode: 'released' }, always],
    ['none where no rule leads', { points: ['other'] }, {}, []],
    ['those of an area around the point', { points: [], areas: ['site'] }, {}, always],
  ];
  for (const [what, ruleMore, pointMore, expected] of cases) {
    it(`has the hours ${what}`, () => {
      expect(hoursOf([rule(ruleMore)], [], pointMore)?.sat).to.deep.equal(expected);
    });
  }
});
