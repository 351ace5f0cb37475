import { expect } from 'chai';
import fc from 'fast-check';
import type { PolicySource } from '../../../core/domain/policy-source.js';
import { withLockdowns } from '../../../core/policy/bundle.js';
import { compile } from '../../../core/policy/compile.js';
import { decide } from '../../../core/policy/decide.js';
import { asWeek, clockText, coveredDates, openDays } from '../../../core/policy/describe-week.js';
import { DAY, DAYS, lockdowns, START, source } from './random-campus.js';

const horizon = { from: START, days: DAYS };
const POINTS = ['p1', 'p2', 'p3', 'nowhere'];

/** A clock on the wall there, which knows nothing of ours. */
function wallClock(timeZone: string, at: number): { date: string; minute: number } {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  const [date = '', time = ''] = format.format(at).split(' ');
  return { date, minute: Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) };
}

describe('the week of a group at a point', () => {
  it('is open in a minute exactly when a code of these groups is let in at it', () => {
    let granted = 0;
    fc.assert(
      fc.property(
        source,
        lockdowns,
        fc.subarray([1, 2, 3, 4], { minLength: 1 }),
        fc.array(fc.integer({ min: 0, max: DAYS * 96 - 1 }), { minLength: 25, maxLength: 25 }),
        (policy, locked, groups, quarters) => {
          const bundle = withLockdowns(compile(policy, 5, horizon), locked);
          for (const quarter of quarters) {
            const seconds = START + quarter * 900;
            const { date, minute } = wallClock(policy.timeZone, seconds * 1000);
            for (const point of POINTS) {
              const [day] = openDays(bundle, { point, groups, first: date, days: 1 });
              const open = day?.open.some(({ from, to }) => minute >= from && minute < to);
              const reading = {
                ...{ ok: true as const, campus: 7, key: 1, handle: '00000000000000aa', groups },
                issued: seconds,
              };
              const { outcome } = decide(bundle, point, reading, seconds * 1000);
              expect(open, `${point} on ${date} at ${clockText(minute)}`).to.equal(outcome === 'grant');
              if (open) granted += 1;
            }
          }
        },
      ),
      { numRuns: 120 },
    );
    expect(granted).to.be.above(100);
  });

  const berlin = (week: PolicySource['schedules'][number]['week']): PolicySource => ({
    ...{ campus: 7, slug: 'b', timeZone: 'Europe/Berlin', areas: [{ id: 'a', name: { en: 'A' } }] },
    points: [{ id: 'p', number: 1, area: 'a', kind: 'door', name: { en: 'P' }, mode: 'normal' }],
    groups: [{ id: 'g', number: 1, name: { en: 'G' } }],
    schedules: [{ id: 's', week, exceptions: [{ date: '2026-03-31', hours: [] }] }],
    rules: [{ id: 'r', effect: 'allow', groups: ['g'], points: ['p'], areas: [], schedule: 's' }],
  });

  it('tells on which day the clocks go forward or back', () => {
    const bundle = compile(berlin({}), 1, horizon);
    const days = openDays(bundle, { point: 'p', groups: [1], first: '2026-03-27', days: 4 });
    expect(days.map(({ date, longer }) => [date, longer])).to.deep.equal([
      ['2026-03-27', 0],
      ['2026-03-28', 0],
      ['2026-03-29', -60],
      ['2026-03-30', 0],
    ]);
    const autumn = compile(berlin({}), 1, { from: Date.parse('2026-10-20') / 1000, days: 14 });
    const [sunday] = openDays(autumn, { point: 'p', groups: [1], first: '2026-10-25', days: 1 });
    expect(sunday?.longer).to.equal(60);
  });

  it('as weekly hours gives a night to the day on which it begins, also to the last one', () => {
    const night = [{ from: '20:00', to: '08:30' }];
    const bundle = compile(
      berlin({ mon: night, sun: night, thu: [{ from: '00:00', to: '24:00' }] }),
      1,
      horizon,
    );
    // Monday 23 March; nine days from the Sunday before.
    const nine = openDays(bundle, { point: 'p', groups: [1], first: '2026-03-22', days: 9 });
    expect(asWeek(nine)).to.deep.equal({
      ...{
        mon: night,
        tue: [],
        wed: [],
        thu: [{ from: '00:00', to: '24:00' }],
        fri: [],
        sat: [],
        sun: night,
      },
    });
  });

  it('knows for which dates it can answer', () => {
    const { first, last } = coveredDates(compile(berlin({}), 1, horizon));
    expect(first <= '2026-03-21' && first >= '2026-03-19').to.equal(true);
    expect(Date.parse(last) / 1000).to.be.within(START + (DAYS - 2) * DAY, START + (DAYS + 1) * DAY);
  });
});
