import { WEEKDAYS, type Weekday } from '../../core/domain/policy-source.js';
import { MINUTES_PER_DAY, minuteOf } from '../../core/policy/calendar.js';

interface Period {
  id: string;
  from: string;
  to: string;
  days: Weekday[];
  points: string[];
  prices: Record<string, number>;
  entitlements: Record<string, unknown>;
}

interface Filled {
  priceGroups: { id: string }[];
  periods: Period[];
}

interface Issue {
  path: (string | number)[];
  message: string;
}

const WEEK = 7 * MINUTES_PER_DAY;

/** What zod cannot see in one field: names used twice, prices that are missing, two periods at one time. */
export function settingsIssues({ priceGroups, periods }: Filled): Issue[] {
  const names = [...priceGroups.map(({ id }) => id), 'guests'];
  return [
    ...repeated(priceGroups, 'priceGroups'),
    ...repeated(periods, 'periods'),
    ...periods.flatMap((period, at) => priceIssues(period, ['periods', at], names)),
    ...overlaps(periods),
  ];
}

function repeated(entries: readonly { id: string }[], field: string): Issue[] {
  return entries.flatMap(({ id }, at) => {
    const first = entries.findIndex((one) => one.id === id);
    return first === at ? [] : [{ path: [field, at, 'id'], message: 'an id of its own' }];
  });
}

function priceIssues(period: Period, path: Issue['path'], names: readonly string[]): Issue[] {
  const missing = names.filter((name) => !Object.hasOwn(period.prices, name));
  const foreign = (['prices', 'entitlements'] as const).flatMap((field) =>
    Object.keys(period[field])
      .filter((name) => !names.includes(name))
      .map((name) => ({ path: [...path, field, name], message: `one of ${names.join(', ')}` })),
  );
  return [
    ...missing.map((name) => ({ path: [...path, 'prices'], message: `a price for ${name}` })),
    ...foreign,
  ];
}

/** At any till and moment at most one period holds, so that no till has to choose. */
function overlaps(periods: readonly Period[]): Issue[] {
  return periods.flatMap((period, at) => {
    const other = periods.slice(0, at).find((one) => meet(one, period));
    return other ? [{ path: ['periods', at], message: `other hours, days or points than ${other.id}` }] : [];
  });
}

function meet(one: Period, other: Period): boolean {
  const everywhere = one.points.length === 0 || other.points.length === 0;
  if (!everywhere && !one.points.some((point) => other.points.includes(point))) return false;
  return stretches(one).some((first) => stretches(other).some((second) => cross(first, second)));
}

/** Minutes of the week, half open; one past midnight on Sunday ends beyond the week. */
function stretches({ from, to, days }: Period): { start: number; end: number }[] {
  const start = minuteOf(from);
  const end = minuteOf(to) > start ? minuteOf(to) : minuteOf(to) + MINUTES_PER_DAY;
  return days.map((day) => {
    const midnight = WEEKDAYS.indexOf(day) * MINUTES_PER_DAY;
    return { start: midnight + start, end: midnight + end };
  });
}

function cross(one: { start: number; end: number }, other: { start: number; end: number }): boolean {
  return [-WEEK, 0, WEEK].some((shift) => one.start + shift < other.end && other.start < one.end + shift);
}
