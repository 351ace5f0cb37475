import { campusDay } from '../../../core/domain/campus-day.js';
import { dateFormat } from '../../../core/domain/date-format.js';
import type { Language } from '../../../core/domain/languages.js';

const locale = (language: Language) => (language === 'en' ? 'en-GB' : language);

/** A visit's window in the campus's zone: "Monday 23 November 2026, 14:00 – 16:00". */
export function windowText(from: string, until: string, language: Language, timeZone: string): string {
  const format = dateFormat(locale(language), {
    timeZone,
    ...{ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
    ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  });
  // Some of the spaces that ICU puts between are thin ones that old phones draw as boxes.
  return format.formatRange(new Date(from), new Date(until)).replaceAll(/[\u2009\u202f]/g, ' ');
}

/** "22 November 2026, 14:00" in the campus's zone. */
export function momentText(at: Date, language: Language, timeZone: string): string {
  const format = dateFormat(locale(language), {
    timeZone,
    ...{ day: 'numeric', month: 'long', year: 'numeric' },
    ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  });
  return format.format(at);
}

/** "22 Nov, 14:00" in the campus's zone, for tables; the year is told where it is not the one of `now` (epoch ms). */
export function shortMomentText(at: Date, language: Language, timeZone: string, now: number): string {
  const year = dateFormat('en', { timeZone, year: 'numeric' });
  const format = dateFormat(locale(language), {
    timeZone,
    ...{ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
    ...(year.format(at) === year.format(now) ? {} : { year: 'numeric' }),
  });
  return format.format(at);
}

/**
 * A window for tables: "14:00 – 16:00" where it is of one day and that is today, else with its days: "23 Nov, 14:00 – 16:00".
 * `now` in epoch milliseconds.
 */
export function shortWindowText(
  { from, until }: { from: string; until: string },
  language: Language,
  timeZone: string,
  now: number,
): string {
  const days = [Date.parse(from), Date.parse(until) - 1, now].map((at) => campusDay(timeZone, at));
  const today = new Set(days).size === 1;
  const format = dateFormat(locale(language), {
    timeZone,
    ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
    ...(today ? {} : { day: 'numeric', month: 'short' }),
  });
  return format.formatRange(new Date(from), new Date(until)).replaceAll(/[\u2009\u202f]/g, ' ');
}

/** "14:00" in the campus's zone. */
export function clockText(at: string, timeZone: string): string {
  const format = dateFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
  return format.format(new Date(at));
}

/** "Monday 23 November" in the campus's zone. */
export function dayText(at: string, language: Language, timeZone: string): string {
  const parts = { weekday: 'long', day: 'numeric', month: 'long' } as const;
  return dateFormat(locale(language), { timeZone, ...parts }).format(new Date(at));
}

/** "in 2 hours", "in 5 minutes": how long until `at`, never less than a minute. */
export function untilText(milliseconds: number, language: Language): string {
  const minutes = Math.max(1, Math.ceil(milliseconds / 60_000));
  const format = new Intl.RelativeTimeFormat(locale(language), { numeric: 'always' });
  if (minutes < 120) return format.format(minutes, 'minute');
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? format.format(hours, 'hour') : format.format(Math.floor(hours / 24), 'day');
}
