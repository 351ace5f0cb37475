import type { Language } from '../domain/languages.js';
import type { Weekday } from '../domain/policy-source.js';

/** What rules are told with; the names of groups and places come from the campus file. */
export interface DescribeWords {
  /** A whole sentence. `when` and `dates` begin with what parts them from the words before, or are empty. */
  sentence(said: {
    allow: boolean;
    /** Doors and gates are passed; printers and tills are used. */
    pass: boolean;
    who: string;
    where: string;
    when: string;
    dates: string;
  }): string;
  /** Every point of an area. */
  allOf(area: string): string;
  /** A point, with the area it stands in. */
  pointIn(point: string, area: string): string;
  always: string;
  /** In the hours of a schedule, by its name in the campus file and in words. */
  during(schedule: string, hours: string): string;
  /** Of a schedule without any hours. */
  never: string;
  weekdays: Record<Weekday, string>;
  /** Of neighbouring days: "Mon–Fri". */
  dayRange(from: string, to: string): string;
  everyDay: string;
  allDay: string;
  hours(from: string, to: string, nextDay: boolean): string;
  /** Between the days and their hours. */
  daysAndHours(days: string, hours: string): string;
  closedOn(dates: string): string;
  openOn(dates: string, hours: string): string;
  /** Dates that are not named one by one. */
  moreDates(count: number): string;
  from(date: string): string;
  until(date: string): string;
  between(from: string, until: string): string;
  /** Between two parts of the hours, and between two of the exceptions. */
  comma: string;
  semicolon: string;
}

const english: DescribeWords = {
  sentence: ({ allow, pass, who, where, when, dates }) =>
    `${who} may ${allow ? '' : 'not '}${pass ? 'pass' : 'use'} ${where}${when}${dates}.`,
  allOf: (area) => `everything in ${area}`,
  pointIn: (point, area) => `${point} (${area})`,
  always: ' at any time',
  during: (schedule, hours) => ` in the hours “${schedule}” (${hours})`,
  never: 'which are never',
  weekdays: { mon: 'Mon', tue: 'Tue', wed: 'Wed', thu: 'Thu', fri: 'Fri', sat: 'Sat', sun: 'Sun' },
  dayRange: (from, to) => `${from}–${to}`,
  everyDay: 'every day',
  allDay: 'all day',
  hours: (from, to, nextDay) => `${from}–${to}${nextDay ? ' the next day' : ''}`,
  daysAndHours: (days, hours) => `${days} ${hours}`,
  closedOn: (dates) => `closed on ${dates}`,
  openOn: (dates, hours) => `${hours} on ${dates}`,
  moreDates: (count) => (count === 1 ? 'one more date' : `${count} more dates`),
  from: (date) => `, from ${date} on`,
  until: (date) => `, until ${date}`,
  between: (from, until) => `, from ${from} until ${until}`,
  comma: ', ',
  semicolon: '; ',
};

const hant: DescribeWords = {
  sentence: ({ allow, pass, who, where, when, dates }) =>
    `${dates}${who}${when}${allow ? '可' : '不得'}${pass ? '通過' : '使用'}${where}。`,
  allOf: (area) => `${area}內所有通行點`,
  pointIn: (point, area) => `${area}的${point}`,
  always: '隨時',
  during: (schedule, hours) => `於「${schedule}」時間內（${hours}）`,
  never: '沒有任何時間',
  weekdays: { mon: '週一', tue: '週二', wed: '週三', thu: '週四', fri: '週五', sat: '週六', sun: '週日' },
  dayRange: (from, to) => `${from}至${to}`,
  everyDay: '每日',
  allDay: '全日',
  hours: (from, to, nextDay) => `${from}–${nextDay ? '翌日' : ''}${to}`,
  daysAndHours: (days, hours) => `${days} ${hours}`,
  closedOn: (dates) => `${dates}關閉`,
  openOn: (dates, hours) => `${dates}為 ${hours}`,
  moreDates: (count) => `另外 ${count} 日`,
  from: (date) => `由${date}起，`,
  until: (date) => `至${date}止，`,
  between: (from, until) => `由${from}至${until}，`,
  comma: '、',
  semicolon: '；',
};

const hans: DescribeWords = {
  ...hant,
  sentence: ({ allow, pass, who, where, when, dates }) =>
    `${dates}${who}${when}${allow ? '可' : '不得'}${pass ? '通过' : '使用'}${where}。`,
  allOf: (area) => `${area}内所有通行点`,
  always: '随时',
  during: (schedule, hours) => `在“${schedule}”时间内（${hours}）`,
  never: '没有任何时间',
  weekdays: { mon: '周一', tue: '周二', wed: '周三', thu: '周四', fri: '周五', sat: '周六', sun: '周日' },
  everyDay: '每天',
  allDay: '全天',
  hours: (from, to, nextDay) => `${from}–${nextDay ? '次日' : ''}${to}`,
  closedOn: (dates) => `${dates}关闭`,
  openOn: (dates, hours) => `${dates}为 ${hours}`,
  moreDates: (count) => `另外 ${count} 天`,
  from: (date) => `自${date}起，`,
  until: (date) => `至${date}止，`,
  between: (from, until) => `自${from}至${until}，`,
};

export const DESCRIBE_WORDS: Record<Language, DescribeWords> = {
  en: english,
  'zh-Hant': hant,
  'zh-Hans': hans,
};
