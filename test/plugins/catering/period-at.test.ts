import { expect } from 'chai';
import fc from 'fast-check';
import { periodAt } from '../../../plugins/catering/period-at.js';
import { type MealPeriod, settings } from '../../../plugins/catering/settings.js';

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

function period(more: Partial<MealPeriod>): MealPeriod {
  const base = { id: 'meal', name: { en: 'Meal' }, from: '11:30', to: '14:30', prices: { guests: 1 } };
  const [found] = settings.parse({ periods: [{ ...base, ...more }] }).periods;
  if (!found) throw new Error('no period');
  return found;
}

function at(one: MealPeriod, instant: string, timeZone = 'Asia/Hong_Kong', point = 'till'): string | null {
  return periodAt([one], { timeZone, point, at: Date.parse(instant) })?.day ?? null;
}

describe('the meal period at a moment', () => {
  it('begins with its first minute and ends before its last', () => {
    const lunch = period({});
    expect(at(lunch, '2026-11-23T11:29:59+08:00')).to.equal(null);
    expect(at(lunch, '2026-11-23T11:30:00+08:00')).to.equal('2026-11-23');
    expect(at(lunch, '2026-11-23T14:29:59+08:00')).to.equal('2026-11-23');
    expect(at(lunch, '2026-11-23T14:30:00+08:00')).to.equal(null);
  });

  it('past midnight belongs to the day on which it began, and asks for that day’s weekday', () => {
    const supper = period({ from: '21:00', to: '01:00', days: ['sun'] });
    expect(at(supper, '2026-11-22T23:59:00+08:00')).to.equal('2026-11-22');
    expect(at(supper, '2026-11-23T00:59:00+08:00')).to.equal('2026-11-22');
    expect(at(supper, '2026-11-23T01:00:00+08:00')).to.equal(null);
    expect(at(supper, '2026-11-22T00:30:00+08:00')).to.equal(null);
    expect(at(period({ from: '21:00', to: '24:00' }), '2026-11-22T23:59:59+08:00')).to.equal('2026-11-22');
  });

  it('holds at its own points', () => {
    const here = period({ points: ['here'] });
    expect(at(here, '2026-11-23T12:00:00+08:00', 'Asia/Hong_Kong', 'here')).to.equal('2026-11-23');
    expect(at(here, '2026-11-23T12:00:00+08:00', 'Asia/Hong_Kong', 'there')).to.equal(null);
  });

  it('goes by the clock on the wall when summer time begins and ends', () => {
    const night = period({ from: '00:30', to: '02:30' });
    const london = (instant: string) => at(night, instant, 'Europe/London');
    // 25 October 2026: 01:00 to 02:00 comes twice.
    expect(london('2026-10-25T00:15:00Z')).to.equal('2026-10-25');
    expect(london('2026-10-25T01:15:00Z')).to.equal('2026-10-25');
    expect(london('2026-10-25T02:15:00Z')).to.equal('2026-10-25');
    expect(london('2026-10-25T02:30:00Z')).to.equal(null);
    // 29 March 2026: from 01:00 to 02:00 there is nothing.
    expect(london('2026-03-29T00:59:00Z')).to.equal('2026-03-29');
    expect(london('2026-03-29T01:00:00Z')).to.equal('2026-03-29');
    expect(london('2026-03-29T01:30:00Z')).to.equal(null);
  });

  it('a supper over the change of summer time is one supper', () => {
    const supper = period({ from: '22:00', to: '03:00' });
    const days = [
      '2026-10-24T21:30:00Z',
      '2026-10-25T00:30:00Z',
      '2026-10-25T01:30:00Z',
      '2026-10-25T02:30:00Z',
    ];
    expect(days.map((instant) => at(supper, instant, 'Europe/London'))).to.deep.equal(
      Array(4).fill('2026-10-24'),
    );
  });

  it('is on no day but today or yesterday, and on a day that it names', () => {
    const clock = fc.nat(1439).map((minute) => {
      return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
    });
    const zone = fc.constantFrom('Asia/Hong_Kong', 'Europe/London', 'America/New_York', 'Pacific/Chatham');
    const days = fc.subarray([...DAYS], { minLength: 1 });
    const instant = fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2027-12-31') });
    fc.assert(
      fc.property(clock, clock, days, zone, instant, (from, to, on, timeZone, moment) => {
        const found = periodAt([period({ from, to, days: on })], { timeZone, point: 'till', at: moment });
        if (!found) return;
        const weekday = DAYS[(new Date(`${found.day}T00:00:00Z`).getUTCDay() + 6) % 7];
        expect(on).to.include(weekday);
        const local = new Intl.DateTimeFormat('en-CA', { timeZone }).format(moment);
        const behind = (Date.parse(local) - Date.parse(found.day)) / 86_400_000;
        expect(behind).to.be.oneOf(to <= from ? [0, 1] : [0]);
      }),
    );
  });
});
