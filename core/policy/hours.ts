import type { Hours, Schedule } from '../domain/policy-source.js';
import { dayOf, MINUTES_PER_DAY, minuteOf, weekdayOf } from './calendar.js';

/** Part of one local day in minutes, half open, 0 to 1440. */
export interface Interval {
  from: number;
  to: number;
}

export const WHOLE_DAY: readonly Interval[] = [{ from: 0, to: MINUTES_PER_DAY }];

/** A schedule with its texts read once. */
export class DayHours {
  /** Local days on which the weekly hours do not say all: exceptions, and the day after, where their night ends. */
  readonly specialDays: ReadonlySet<number>;
  readonly #week: Schedule['week'];
  readonly #exceptions: ReadonlyMap<number, Hours[]>;
  readonly #known = new Map<number, Interval[]>();

  constructor(schedule: Schedule) {
    this.#week = schedule.week;
    this.#exceptions = new Map(schedule.exceptions.map(({ date, hours }) => [dayOf(date), hours]));
    this.specialDays = new Set([...this.#exceptions.keys()].flatMap((day) => [day, day + 1]));
  }

  /** What of this local day is inside the hours, those that began the evening before included. */
  on(day: number): readonly Interval[] {
    const known = this.#known.get(day);
    if (known) return known;
    const found = [
      ...this.#begunOn(day - 1).flatMap(afterMidnight),
      ...this.#begunOn(day).flatMap(beforeMidnight),
    ];
    this.#known.set(day, found);
    return found;
  }

  #begunOn(day: number): Hours[] {
    return this.#exceptions.get(day) ?? this.#week[weekdayOf(day)] ?? [];
  }
}

function beforeMidnight({ from, to }: Hours): Interval[] {
  const [start, end] = [minuteOf(from), minuteOf(to)];
  return nonEmpty({ from: start, to: end > start ? end : MINUTES_PER_DAY });
}

function afterMidnight({ from, to }: Hours): Interval[] {
  const end = minuteOf(to);
  return end > minuteOf(from) ? [] : nonEmpty({ from: 0, to: end });
}

function nonEmpty(interval: Interval): Interval[] {
  return interval.from < interval.to ? [interval] : [];
}

/** Whether a schedule ever has hours at all; none is "always". */
export function hasHours(schedule: Schedule | undefined): boolean {
  if (schedule === undefined) return true;
  const weekly = Object.values(schedule.week).some((hours) => hours !== undefined && hours.length > 0);
  return weekly || schedule.exceptions.some(({ hours }) => hours.length > 0);
}
