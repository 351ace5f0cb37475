import type { LocalDate } from '../../../core/domain/policy-source.js';
import { dayOf, SECONDS_PER_DAY } from '../../../core/policy/calendar.js';
import { coveredDates } from '../../../core/policy/describe-week.js';
import type { RulesDesk } from './desk.js';

export function plusDays(date: LocalDate, days: number): LocalDate {
  return new Date((dayOf(date) + days) * SECONDS_PER_DAY * 1000).toISOString().slice(0, 10);
}

/** The seven days after and before these, from today on and as far as the policy is worked out; empty where it is not. */
export function weekLinks(
  { snapshot, base, today }: RulesDesk,
  { point, groups, first }: { point: string; groups: readonly string[]; first: LocalDate },
): { before: string; after: string } {
  const { last } = coveredDates(snapshot.bundle);
  const link = (week: LocalDate) => {
    const query = new URLSearchParams({ point, week });
    for (const group of groups) query.append('group', group);
    return `${base}/week?${query}#chart`;
  };
  const [before, after] = [plusDays(first, -7), plusDays(first, 7)];
  return {
    before: first > today ? link(before > today ? before : today) : '',
    after: plusDays(after, 6) <= last ? link(after) : '',
  };
}
