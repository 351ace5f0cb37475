import { dateFormat } from '../domain/date-format.js';
import type { Language } from '../domain/languages.js';
import { type Hours, type LocalDate, type Schedule, WEEKDAYS } from '../domain/policy-source.js';
import { DESCRIBE_WORDS } from './describe-words.js';
import { hasHours } from './hours.js';

/** Dates that are told one by one; a term's timetable may have hundreds. */
const DATES_TOLD = 8;

/**
 * A schedule in words: "Mon–Fri 08:00–23:00, Sat–Sun 09:00–18:00; closed on 6 and 7 February 2027". Dates before `today`
 * are left out, and of many to come the first eight are named.
 */
export function describeSchedule(schedule: Schedule, today: LocalDate, language: Language): string {
  const words = DESCRIBE_WORDS[language];
  if (!hasHours(schedule)) return words.never;
  const coming = schedule.exceptions
    .filter(({ date }) => date >= today)
    .sort((a, b) => (a.date < b.date ? -1 : 1));
  const told = coming.slice(0, DATES_TOLD);
  const left = coming.length - told.length;
  const parts = [describeWeek(schedule.week, language), ...describeDates(told, language)];
  return [...parts, ...(left > 0 ? [words.moreDates(left)] : [])].filter(Boolean).join(words.semicolon);
}

/** Weekly hours in words, neighbouring days with the same hours as one: empty for a week without any. */
export function describeWeek(week: Schedule['week'], language: Language): string {
  const words = DESCRIBE_WORDS[language];
  const runs: { first: number; last: number; hours: string }[] = [];
  WEEKDAYS.forEach((day, index) => {
    const hours = describeHours(week[day] ?? [], language);
    const before = runs.at(-1);
    if (before?.hours === hours) before.last = index;
    else runs.push({ first: index, last: index, hours });
  });
  return runs
    .filter(({ hours }) => hours !== '')
    .map(({ first, last, hours }) => words.daysAndHours(daysText(first, last, language), hours))
    .join(words.comma);
}

/** "08:00–12:00, 13:00–18:00"; empty for none. */
export function describeHours(hours: readonly Hours[], language: Language): string {
  const words = DESCRIBE_WORDS[language];
  return hours
    .map(({ from, to }) => {
      if (from === '00:00' && (to === '24:00' || to === '00:00')) return words.allDay;
      // What ends with the day is not told as ending on the next.
      return words.hours(from, to === '00:00' ? '24:00' : to, to <= from && to !== '00:00');
    })
    .join(words.comma);
}

/** "6 and 7 February 2027", "24 December 2026 and 1 January 2027". */
export function describeDateList(dates: readonly LocalDate[], language: Language): string {
  const months = new Map<string, LocalDate[]>();
  for (const date of dates) months.set(date.slice(0, 7), [...(months.get(date.slice(0, 7)) ?? []), date]);
  return listText(
    [...months.values()].map((of) => monthText(of, language)),
    language,
  );
}

export function describeDate(date: LocalDate, language: Language): string {
  return formatOf(language, { day: 'numeric', month: 'long', year: 'numeric' }).format(
    Date.parse(`${date}T00:00:00Z`),
  );
}

const listFormat = (locale: string) => new Intl.ListFormat(locale, { type: 'conjunction' });
const LISTS: Record<Language, Intl.ListFormat> = {
  en: listFormat('en-GB'),
  'zh-Hant': listFormat('zh-Hant'),
  'zh-Hans': listFormat('zh-Hans'),
};

/** "Staff, Students and Visitors". */
export function listText(texts: readonly string[], language: Language): string {
  return LISTS[language].format(texts);
}

function monthText(dates: readonly LocalDate[], language: Language): string {
  const [first = ''] = dates;
  if (dates.length === 1) return describeDate(first, language);
  const days = dates.map((date) => Number(date.slice(8)));
  if (language === 'en') {
    const month = formatOf(language, { month: 'long', year: 'numeric' });
    return `${listText(days.map(String), language)} ${month.format(Date.parse(`${first}T00:00:00Z`))}`;
  }
  const [year, month] = [Number(first.slice(0, 4)), Number(first.slice(5, 7))];
  const marked = days.map((day) => `${day}日`);
  return `${year}年${month}月${listText(marked, language)}`;
}

function daysText(first: number, last: number, language: Language): string {
  const words = DESCRIBE_WORDS[language];
  const name = (index: number) => words.weekdays[WEEKDAYS[index] ?? 'mon'];
  if (first === 0 && last === WEEKDAYS.length - 1) return words.everyDay;
  return first === last ? name(first) : words.dayRange(name(first), name(last));
}

/** Dates of the campus's calendar are no instants: they are told in UTC, as they were read. */
function describeDates(exceptions: Schedule['exceptions'], language: Language): string[] {
  const words = DESCRIBE_WORDS[language];
  const byHours = new Map<string, LocalDate[]>();
  for (const { date, hours } of exceptions) {
    const text = describeHours(hours, language);
    byHours.set(text, [...(byHours.get(text) ?? []), date]);
  }
  return [...byHours].map(([hours, dates]) => {
    const named = describeDateList(dates, language);
    return hours === '' ? words.closedOn(named) : words.openOn(named, hours);
  });
}

function formatOf(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return dateFormat(localeOf(language), { timeZone: 'UTC', ...options });
}

function localeOf(language: Language): string {
  return language === 'en' ? 'en-GB' : language;
}
