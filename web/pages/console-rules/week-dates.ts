import type { LocalDate } from '../../../core/domain/policy-source.js';
import { dayOf, SECONDS_PER_DAY } from '../../../core/policy/calendar.js';
import { coveredDates } from '../../../core/policy/describe-week.js';
import type { RulesDesk } from './desk.js';

/** The Monday on or before a date. Day 4 of 1970 was the first Monday of its calendar. */
export function mondayOf(date: LocalDate): LocalDate {
  const day = dayOf(date);
  return plusDays(date, -((((day - 4) % 7) + 7) % 7));
}

export function plusDays(date: LocalDate, days: number): LocalDate {
  return new Date((dayOf(date) + days) * SECONDS_PER_DAY * 1000).toISOString().slice(0, 10);
}

/** The weeks beside this one, as far as the policy is worked out; empty where it is not. */
export function weekLinks(
  { snapshot, base }: RulesDesk,
  { point, groups, monday }: { point: string; groups: readonly string[]; monday: LocalDate },
): { before: string; after: string } {
  const { first, last } = coveredDates(snapshot.bundle);
  const link = (week: LocalDate) => {
    const query = new URLSearchParams({ point, week });
    for (const group of groups) query.append('group', group);
    return `${base}/week?${query}#chart`;
  };
  return {
    before: monday > first ? link(plusDays(monday, -7)) : '',
    after: plusDays(monday, 7) <= last ? link(plusDays(monday, 7)) : '',
  };
}
