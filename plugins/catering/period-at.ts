import { campusDay } from '../../core/domain/campus-day.js';
import { dayOf, minuteOf, SECONDS_PER_DAY, weekdayOf } from '../../core/policy/calendar.js';
import type { MealPeriod } from './settings.js';

/** A period on one of its days. */
export interface MealTime {
  period: MealPeriod;
  /** The campus's day on which it began: supper until one o'clock is yesterday's. */
  day: string;
}

/**
 * The period that holds at a point at `at` (epoch milliseconds), by the clock on the canteen's wall: an hour that a
 * change of summer time repeats belongs to the period twice, one that it leaves out is simply missing.
 */
export function periodAt(
  periods: readonly MealPeriod[],
  on: { timeZone: string; point: string; at: number },
): MealTime | null {
  const today = dayOf(campusDay(on.timeZone, on.at));
  const minute = minuteAt(on.timeZone, on.at);
  for (const period of periods) {
    if (period.points.length > 0 && !period.points.includes(on.point)) continue;
    const day = beganOn(period, today, minute);
    if (day !== null) return { period, day: dateOf(day) };
  }
  return null;
}

function beganOn({ from, to, days }: MealPeriod, today: number, minute: number): number | null {
  const start = minuteOf(from);
  const end = minuteOf(to);
  const pastMidnight = end <= start;
  if (minute >= start && (pastMidnight || minute < end) && days.includes(weekdayOf(today))) return today;
  const yesterday = today - 1;
  return pastMidnight && minute < end && days.includes(weekdayOf(yesterday)) ? yesterday : null;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function minuteAt(timeZone: string, at: number): number {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  formats.set(timeZone, format);
  return minuteOf(format.format(at));
}

function dateOf(day: number): string {
  return new Date(day * SECONDS_PER_DAY * 1000).toISOString().slice(0, 10);
}
