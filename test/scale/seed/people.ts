import type { PersonRecord } from '../../../core/domain/eligibility.js';
import type { EligibilitySource } from '../../../core/hooks/hook-map.js';
import { UNITS } from './campus.js';
import { type Dice, diceOf } from './dice.js';

// biome-ignore format: a table
const FAMILY = [
  'Chan', 'Wong', 'Lee', 'Ho', 'Leung', 'Cheung', 'Ng', 'Yeung', 'Tse', 'Lam', 'Okafor', 'Singh', 'Rossi', 'Müller', 'Li',
  'Huang', 'Zhao', 'Santos', 'Kim', 'Sato',
] as const;
// biome-ignore format: a table
const GIVEN = [
  'Ka Wai', 'Mei Ling', 'Siu Ming', 'Yuen Ting', 'Jun', 'Amara', 'Ravi', 'Elena', 'Jonas', 'Xin', 'Wei', 'Marta', 'Ji-woo',
  'Haruka', 'Chi Keung', 'Wing Yan',
] as const;
const BATCH = 1_000;
/** One in so many is a student; the others are staff, the first ones always. */
const STAFF_FIRST = 20;
const DAY = 86_400_000;

export function loginOf(index: number): string {
  return `u${String(index).padStart(6, '0')}`;
}

export function nameOf(index: number): string {
  const given = GIVEN[index % GIVEN.length];
  return `${FAMILY[Math.floor(index / GIVEN.length) % FAMILY.length]} ${given}`;
}

/** HR and the student register of the seeded campus: a stream of records, the same in every run. */
export function seededPeople(people: number, now: number): EligibilitySource {
  return {
    name: 'seed',
    interval: 86_400,
    pull: async function* () {
      const roll = diceOf(3);
      for (let from = 0; from < people; from += BATCH) {
        const length = Math.min(BATCH, people - from);
        yield Array.from({ length }, (_, offset) => recordOf(from + offset, roll, now));
      }
      return { full: true, cursor: null };
    },
  };
}

function recordOf(index: number, roll: Dice, now: number): PersonRecord {
  const first = index < STAFF_FIRST;
  const affiliation = first || roll.below(5) === 0 ? 'staff' : 'student';
  const date = (daysFromNow: number) => new Date(now + daysFromNow * DAY).toISOString().slice(0, 10);
  const ended = !first && roll.below(40) === 0;
  return {
    sourceKey: `H${String(index).padStart(7, '0')}`,
    loginName: loginOf(index),
    name: nameOf(index),
    email: `${loginOf(index)}@harbour.example`,
    mobile: `+852 5${String(index).padStart(7, '0')}`,
    affiliation,
    unit: UNITS[index % UNITS.length] ?? '',
    appointments: [{ from: date(-400), until: date(ended ? -3 : 400) }],
    card: !first && roll.below(100) === 0 ? 'reported_lost' : 'current',
    ...(first || roll.below(50) > 0
      ? { dutyConfirmed: { by: 'Dean', at: new Date(now - 390 * DAY).toISOString() } }
      : {}),
  };
}
