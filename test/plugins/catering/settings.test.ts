import { expect } from 'chai';
import { formFields, secretFields } from '../../../core/host/settings-form.js';
import { settings } from '../../../plugins/catering/settings.js';
import { initialsOf } from '../../../plugins/catering/shown-holder.js';
import { LUNCH, SETTINGS } from './canteen.js';

const wrong = (more: object) =>
  (settings.safeParse({ ...SETTINGS, ...more }).error?.issues ?? []).map(
    ({ path, message }) => `${path.join('.')}: ${message}`,
  );

describe('the settings of the canteens', () => {
  it('are drawn as a form, with one secret', () => {
    const fields = formFields(settings);
    for (const { title } of fields) expect(title).to.have.all.keys('en', 'zh-Hant', 'zh-Hans');
    const kinds = Object.fromEntries(fields.map(({ path, kind }) => [path.join('.'), kind]));
    expect(kinds).to.include({
      periods: 'json',
      showHolder: 'choice',
      pushToken: 'secret',
      currency: 'text',
    });
    expect(secretFields(settings)).to.deep.equal([['pushToken']]);
  });

  it('may be empty', () => {
    expect(settings.parse({})).to.include({ currency: 'HKD', reversalMinutes: 10, showHolder: 'initials' });
  });

  it('want a price for every price group, guests too, and for no other', () => {
    expect(wrong({ periods: [{ ...LUNCH, prices: { staff: 1, students: 2 } }] })).to.deep.equal([
      'periods.0.prices: a price for guests',
    ]);
    expect(wrong({ periods: [{ ...LUNCH, prices: { ...LUNCH.prices, alumni: 2 } }] })).to.deep.equal([
      'periods.0.prices.alumni: one of staff, students, guests',
    ]);
    expect(wrong({ periods: [{ ...LUNCH, entitlements: { dogs: { count: 1, price: 0 } } }] })).to.deep.equal([
      'periods.0.entitlements.dogs: one of staff, students, guests',
    ]);
  });

  it('want prices in cents, and names used once', () => {
    const odd = { ...LUNCH, prices: { ...LUNCH.prices, staff: 1.005 } };
    expect(wrong({ periods: [odd] })).to.deep.equal([
      'periods.0.prices.staff: an amount such as 32 or 32.5, at most two decimals',
    ]);
    expect(wrong({ periods: [{ ...LUNCH, prices: { ...LUNCH.prices, staff: 8.1 } }] })).to.deep.equal([]);
    expect(wrong({ priceGroups: [...SETTINGS.priceGroups, { id: 'staff', groups: ['x'] }] })).to.deep.equal([
      'priceGroups.2.id: an id of its own',
    ]);
  });

  it('let no two periods meet at one till', () => {
    const tea = { ...LUNCH, id: 'tea' };
    const meets = (more: object) => wrong({ periods: [LUNCH, { ...tea, ...more }] });
    expect(meets({ from: '14:00', to: '16:00' })).to.deep.equal([
      'periods.1: other hours, days or points than lunch',
    ]);
    expect(meets({ from: '14:30', to: '16:00' })).to.deep.equal([]);
    expect(
      wrong({
        periods: [
          { ...LUNCH, days: ['mon'] },
          { ...tea, days: ['tue'] },
        ],
      }),
    ).to.deep.equal([]);
    expect(
      wrong({
        periods: [
          { ...LUNCH, points: ['a'] },
          { ...tea, points: ['b'] },
        ],
      }),
    ).to.deep.equal([]);
    expect(wrong({ periods: [{ ...LUNCH, points: ['a'] }, tea] })).to.have.length(1);
  });

  it('know that a supper of Sunday reaches into Monday', () => {
    const supper = { ...LUNCH, id: 'supper', from: '21:00', to: '02:00', days: ['sun'] };
    const early = { ...LUNCH, id: 'early', from: '01:00', to: '03:00' };
    expect(wrong({ periods: [supper, { ...early, days: ['mon'] }] })).to.have.length(1);
    expect(wrong({ periods: [supper, { ...early, days: ['tue'] }] })).to.deep.equal([]);
  });
});

describe('initials', () => {
  it('are the first sign of each part of a name', () => {
    expect(initialsOf('CHAN Ching Lam')).to.equal('C. C. L.');
    expect(initialsOf('GARCÍA Sofía')).to.equal('G. S.');
    expect(initialsOf("O'BRIEN Anne-Marie")).to.equal('O. A. M.');
    expect(initialsOf('陳靜琳')).to.equal('陳.');
    expect(initialsOf('CHAN Ching Lam 陳靜琳')).to.equal('C. C. L.');
    expect(initialsOf(' nguyễn  vân ')).to.equal('N. V.');
  });
});
