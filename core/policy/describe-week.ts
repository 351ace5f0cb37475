import type { Hours, LocalDate, Schedule } from '../domain/policy-source.js';
import type { Bundle, PointPlan } from './bundle.js';
import { dayOf, MINUTES_PER_DAY, SECONDS_PER_DAY, weekdayOf } from './calendar.js';
import { localDay } from './compiled-grounds.js';
import type { Interval } from './hours.js';
import { allowing, denying, type Slice } from './slice.js';

/** One local day at a point for who is in some groups. */
export interface OpenDay {
  date: LocalDate;
  /** Minutes of the local day, ascending and apart: 0 to 1440. */
  open: readonly Interval[];
  /** By how many minutes the day is longer (clocks go back) or shorter (forward) than others. */
  longer: number;
}

/** The first and last date that a bundle can answer for as a whole. */
export function coveredDates({ offsets, horizon }: Bundle): { first: LocalDate; last: LocalDate } {
  return {
    first: dateOf(localDay(offsets, horizon.from) + 1),
    last: dateOf(localDay(offsets, horizon.until) - 1),
  };
}

/**
 * When somebody in these groups (numbers, as one code carries them) is let in at a point, day by day from `first`: what
 * `decide` says of a valid code at each minute of the local clock. Ask within `coveredDates`: beyond them nothing is known.
 */
export function openDays(
  bundle: Bundle,
  ask: { point: string; groups: readonly number[]; first: LocalDate; days: number },
): OpenDay[] {
  const first = dayOf(ask.first);
  const point = bundle.points.get(ask.point);
  return Array.from({ length: ask.days }, (_, index) => {
    const day = first + index;
    const open = point ? openOn(bundle, point, ask.groups, day) : [];
    return { date: dateOf(day), open, longer: longerBy(bundle, day) };
  });
}

/**
 * Days as weekly hours: what runs past midnight belongs to the day on which it begins, as in a campus file. The first and
 * the last of the days only lend their nights to the seven between them, so nine are asked for.
 */
export function asWeek(nine: readonly OpenDay[]): Schedule['week'] {
  const week: Schedule['week'] = {};
  nine.slice(1, 8).forEach((day, index) => {
    const before = nine[index];
    const own = before && runsOver(before, day) ? day.open.slice(1) : day.open;
    week[weekdayOf(dayOf(day.date))] = own.map(({ from, to }): Hours => {
      const next = nine[index + 2];
      const morning = next && to === MINUTES_PER_DAY && runsOver(day, next) ? next.open[0] : undefined;
      return { from: clockText(from), to: clockText(morning?.to ?? to) };
    });
  });
  return week;
}

/** Whether the last hours of a day go on into the next morning, and end before they began. */
function runsOver(day: OpenDay, next: OpenDay): boolean {
  const [evening, morning] = [day.open.at(-1), next.open[0]];
  if (!evening || !morning || evening.to !== MINUTES_PER_DAY || morning.from !== 0) return false;
  return morning.to <= evening.from;
}

/** "08:30"; 1440 is "24:00". */
export function clockText(minute: number): string {
  const pad = (part: number) => String(part).padStart(2, '0');
  return `${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`;
}

function openOn(bundle: Bundle, point: PointPlan, groups: readonly number[], day: number): Interval[] {
  if (point.mode === 'disabled') return [];
  if (point.mode === 'released' || point.mode === 'evacuation') return [{ from: 0, to: MINUTES_PER_DAY }];
  if (day < point.opensDay || isLocked(bundle, point, groups)) return [];
  const plan = point.rules.days[day - bundle.firstDay];
  if (!plan) return [];
  const open: Interval[] = [];
  plan.slices.forEach((slice, index) => {
    if (!letsIn(slice, groups)) return;
    const [from, to] = [plan.starts[index] ?? 0, plan.starts[index + 1] ?? MINUTES_PER_DAY];
    const before = open.at(-1);
    if (before?.to === from) before.to = to;
    else open.push({ from, to });
  });
  return open;
}

function letsIn(slice: Slice, groups: readonly number[]): boolean {
  return allowing(slice, groups) >= 0 && denying(slice, groups) < 0;
}

function isLocked({ locked }: Bundle, { area }: PointPlan, groups: readonly number[]): boolean {
  return locked.get(area)?.some((responders) => !groups.some((group) => responders.has(group))) ?? false;
}

function longerBy({ offsets }: Bundle, day: number): number {
  const changes = offsets.slice(1).map(({ start, offset }, index) => {
    const before = offsets[index]?.offset ?? offset;
    return Math.floor((start + before) / SECONDS_PER_DAY) === day ? (before - offset) / 60 : 0;
  });
  return changes.reduce((sum, minutes) => sum + minutes, 0);
}

function dateOf(day: number): LocalDate {
  return new Date(day * SECONDS_PER_DAY * 1000).toISOString().slice(0, 10);
}
