import { clockFormat } from '../../../core/domain/clock-format.js';
import { dayOf, weekdayOf } from '../../../core/policy/calendar.js';
import { describeHours } from '../../../core/policy/describe-schedule.js';
import { clockText, coveredDates, type OpenDay } from '../../../core/policy/describe-week.js';
import { DESCRIBE_WORDS } from '../../../core/policy/describe-words.js';
import type { RulesDesk } from './desk.js';

/** One row of the chart: a bar of 1,440 minutes, and the same in words. */
export interface ChartDay {
  weekday: string;
  date: string;
  today: boolean;
  bars: { x: number; width: number }[];
  /** Minute of the local day, for the line that says now; null on other days. */
  now: { x: number } | null;
  hours: string;
  /** Whether the policy of that day is at hand. */
  known: boolean;
  note: string;
}

export function chartDays(desk: RulesDesk, days: readonly OpenDay[]): ChartDay[] {
  const { words, language, today, snapshot } = desk;
  const { first, last } = coveredDates(snapshot.bundle);
  const short = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    ...{ timeZone: 'UTC', day: 'numeric', month: 'short' },
  });
  return days.map(({ date, open, longer }): ChartDay => {
    const known = date >= first && date <= last;
    const hours = describeHours(
      open.map(({ from, to }) => ({ from: clockText(from), to: clockText(to) })),
      language,
    );
    return {
      weekday: DESCRIBE_WORDS[language].weekdays[weekdayOf(dayOf(date))],
      date: short.format(Date.parse(`${date}T00:00:00Z`)),
      today: date === today,
      bars: known ? open.map(({ from, to }) => ({ x: from, width: to - from })) : [],
      now: date === today ? { x: minuteNow(desk) } : null,
      hours: known ? hours || words.closed : date < today ? words.past : words.unknown,
      known,
      note: longer === 0 ? '' : longer < 0 ? words.shorter(-longer) : words.longer(longer),
    };
  });
}

function minuteNow({ context, snapshot }: RulesDesk): number {
  const part: { [type: string]: number } = {};
  const format = clockFormat(snapshot.file.campus.timeZone);
  for (const { type, value } of format.formatToParts(context.now())) part[type] = Number(value);
  return (part['hour'] ?? 0) * 60 + (part['minute'] ?? 0);
}
