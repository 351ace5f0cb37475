import { type ClockTime, type LocalDate, WEEKDAYS, type Weekday } from '../domain/policy-source.js';
import { PolicyError } from './errors.js';

export const SECONDS_PER_DAY = 86_400;
export const MINUTES_PER_DAY = 1440;
const CLOCK_TIME = /^([01]\d|2[0-3]):([0-5]\d)$/;
const LOCAL_DATE = /^\d{4}-\d{2}-\d{2}$/;
/** Day 0, 1970-01-01, was a Thursday. */
const WEEKDAY_OF_DAY_0 = WEEKDAYS.indexOf('thu');

/** Minutes since the day began; "24:00" is 1440. @throws PolicyError `bad_time` */
export function minuteOf(time: ClockTime): number {
  if (time === '24:00') return MINUTES_PER_DAY;
  const [, hours, minutes] = CLOCK_TIME.exec(time) ?? [];
  if (hours !== undefined && minutes !== undefined) return Number(hours) * 60 + Number(minutes);
  throw new PolicyError('bad_time', `"${time}" is not a time of day between "00:00" and "24:00"`);
}

/** Days from 1970-01-01 to a date of the local calendar. @throws PolicyError `bad_date` */
export function dayOf(date: LocalDate): number {
  const millis = LOCAL_DATE.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  if (Number.isFinite(millis)) return millis / 1000 / SECONDS_PER_DAY;
  throw new PolicyError('bad_date', `"${date}" is not a date such as "2026-03-02"`);
}

export function weekdayOf(day: number): Weekday {
  return WEEKDAYS[(((day + WEEKDAY_OF_DAY_0) % 7) + 7) % 7] ?? 'mon';
}
