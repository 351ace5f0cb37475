import { campusDay } from '../../../core/domain/campus-day.js';
import { dateFormat } from '../../../core/domain/date-format.js';
import type { Language } from '../../../core/domain/languages.js';

/** Where and how times are told. */
export interface Told {
  timeZone: string;
  language: Language;
}

export function timeText({ timeZone, language }: Told, at: number, timeStyle: 'short' | 'medium'): string {
  return dateFormat(localeOf(language), { timeZone, timeStyle, hourCycle: 'h23' }).format(at);
}

/** The time of a day, and of another day than that of `now` the day as well. */
export function whenText(told: Told, at: number, now: number): string {
  const { timeZone, language } = told;
  const time = timeText(told, at, 'short');
  if (campusDay(timeZone, at) === campusDay(timeZone, now)) return time;
  const format = dateFormat(localeOf(language), { timeZone, day: 'numeric', month: 'short' });
  return `${format.format(at)} ${time}`;
}

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/** In its largest whole unit: "3 hours". */
export function ageText(ms: number, language: Language): string {
  const [unit, size] = UNITS.find(([, of]) => ms >= of) ?? ['second', 1_000];
  const style = { style: 'unit', unit, unitDisplay: 'long' } as const;
  return new Intl.NumberFormat(language, style).format(Math.max(0, Math.floor(ms / size)));
}

function localeOf(language: Language): string {
  return language === 'en' ? 'en-GB' : language;
}
