import { expect } from 'chai';
import fc from 'fast-check';
import { type CateringScope, claimMeal, type Meal, takenSoFar } from '../../../plugins/catering/claims.js';
import { reverseMeal } from '../../../plugins/catering/reverse-meal.js';
import type { DeviceHub } from '../../support/device-hub.js';
import { startCanteen } from './canteen.js';

const AT = Date.parse('2026-11-23T12:00:00+08:00');
const PEOPLE = 2;

/** What tills do in one instant: sell to a person, or give back the n-th meal that was ever taken. */
type Step = { sell: number } | { giveBack: number };

describe('the book of meals', () => {
  let canteen: DeviceHub;
  let scope: CateringScope;
  let decisions = 0;
  let days = 0;
  before(async () => {
    canteen = await startCanteen();
    const { pool } = canteen.database;
    scope = {
      campus: { number: 7 },
      settings: { reversalMinutes: 10 },
      now: () => AT,
      hub: { audit: async () => {} },
      query: async (text: string, values: unknown[] = []) => (await pool.query(text, values)).rows,
    } as unknown as CateringScope;
  });
  after(() => canteen?.stop());

  const subject = (person: number) => String(person).padStart(64, '0');
  const claim = (person: number, count: number, day: string, decision?: string) => {
    decisions += 1;
    return claimMeal(scope, {
      ...{ decision: decision ?? String(decisions), device: 'till-0', point: 'east', at: AT },
      ...{ subject: subject(person), day, period: 'lunch' },
      price: { priceGroup: 'staff', full: 42, count, reduced: 0 },
    });
  };
  const newDay = () => {
    days += 1;
    return new Date(AT + days * 86_400_000).toISOString().slice(0, 10);
  };

  it('holds no more meals than the entitlement, and no fewer than were asked for, however tills interleave', async () => {
    const step: fc.Arbitrary<Step> = fc.oneof(
      { weight: 3, arbitrary: fc.record({ sell: fc.nat(PEOPLE - 1) }) },
      { weight: 1, arbitrary: fc.record({ giveBack: fc.nat(20) }) },
    );
    const instants = fc.array(fc.array(step, { minLength: 1, maxLength: 12 }), {
      minLength: 1,
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(instants, fc.integer({ min: 0, max: 3 }), async (story, count) => {
        const day = newDay();
        const taken: Meal[] = [];
        for (const instant of story) {
          const before = [...taken];
          await Promise.all(
            instant.map(async (one) => {
              if ('giveBack' in one) {
                const meal = before[one.giveBack % Math.max(1, before.length)];
                if (meal)
                  await reverseMeal(scope, {
                    device: 'till-0',
                    point: 'east',
                    meal: meal.id,
                    requestId: 'r',
                  });
                return;
              }
              const meal = await claim(one.sell, count, day);
              expect(meal.entitlement).to.be.oneOf(count === 0 ? ['none'] : ['taken', 'used']);
              if (meal.entitlement === 'taken') taken.push(meal);
            }),
          );
          for (let person = 0; person < PEOPLE; person += 1) {
            const held = await takenSoFar(scope, { subject: subject(person), day, period: 'lunch' });
            expect(held.count).to.be.at.most(count);
            const asks = instant.filter((one) => 'sell' in one && one.sell === person).length;
            const back = instant.some((one) => 'giveBack' in one);
            if (!back) expect(held.count).to.be.at.least(Math.min(count, asks));
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('has one row for a decision, whoever asks how often at once', async () => {
    const day = newDay();
    const meals = await Promise.all(Array.from({ length: 20 }, () => claim(0, 2, day, '900001')));
    expect(new Set(meals.map(({ id }) => id)).size).to.equal(1);
    expect((await takenSoFar(scope, { subject: subject(0), day, period: 'lunch' })).count).to.equal(1);
  });

  it('20 tills in one instant take exactly as many as there are', async () => {
    for (const count of [1, 2, 5]) {
      const day = newDay();
      const meals = await Promise.all(Array.from({ length: 20 }, () => claim(0, count, day)));
      expect(meals.filter(({ entitlement }) => entitlement === 'taken')).to.have.length(count);
    }
  });
});
