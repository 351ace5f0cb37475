import { campusDay } from '../domain/campus-day.js';
import type { DesiredPolicy, DeviceView } from '../domain/devices.js';
import { type AccessPoint, type Hours, type PolicySource, WEEKDAYS } from '../domain/policy-source.js';
import type { Bundle, DayPlan } from '../policy/bundle.js';
import { dayOf, MINUTES_PER_DAY, SECONDS_PER_DAY } from '../policy/calendar.js';
import { compile } from '../policy/compile.js';
import { allowing, denying, type Slice } from '../policy/slice.js';
import type { Snapshot } from '../snapshots/snapshot.js';

type Week = DesiredPolicy['points'][number]['hours'];
/** Any Monday does: the week that is compiled has no exceptions and no dates. */
const MONDAY = dayOf('2026-01-05');

/** A device that asks for every scan over HTTP holds something only where a line leads back to it. */
export function holdsPolicy(device: DeviceView): boolean {
  return device.kind !== 'http' || device.address !== undefined;
}

/**
 * What a device that decides nothing by itself should hold: for each of its points the weekly hours at which anybody
 * is let in, by the rules that hold on the day the snapshot was compiled. Dated exceptions stay with the hub, which
 * decides every scan. Points that are disabled or not open yet have no hours; released ones have all.
 */
export function desiredPolicy(snapshot: Snapshot, device: DeviceView): DesiredPolicy {
  const { source } = snapshot;
  const today = campusDay(source.timeZone, snapshot.compiledAt);
  const week = weekOf(source, today);
  const points = source.points.filter((point) => device.points.includes(point.id));
  return {
    version: snapshot.bundle.version,
    timeZone: source.timeZone,
    points: points.map((point) => ({
      id: point.id,
      name: point.name,
      mode: point.mode,
      hours: hoursAt(week, point, today),
    })),
  };
}

// Every device of a campus asks for the same week; a source is never changed, only replaced.
const weeks = new WeakMap<PolicySource, { today: string; bundle: Bundle }>();

/** The policy of an ordinary week, by the compiler itself, so that it cannot differ from what is decided. */
function weekOf(source: PolicySource, today: string): Bundle {
  const known = weeks.get(source);
  if (known?.today === today) return known.bundle;
  const holding = source.rules.filter(
    ({ from, until }) => (from ?? today) <= today && today <= (until ?? today),
  );
  const ordinary: PolicySource = {
    ...source,
    // Local hours are wanted as they are written: in UTC no day of the week is 23 hours long.
    timeZone: 'UTC',
    schedules: source.schedules.map((schedule) => ({ ...schedule, exceptions: [] })),
    rules: holding.map(({ from: _from, until: _until, ...rule }) => rule),
  };
  const bundle = compile(ordinary, 0, { from: MONDAY * SECONDS_PER_DAY, days: 7 });
  weeks.set(source, { today, bundle });
  return bundle;
}

function hoursAt(week: Bundle, point: AccessPoint, today: string): Week {
  const days = week.points.get(point.id)?.rules.days ?? [];
  const entries = WEEKDAYS.map((weekday, index) => {
    return [weekday, hoursOn(week, point, today, days[MONDAY + index - week.firstDay])];
  });
  return Object.fromEntries(entries) as Week;
}

function hoursOn(week: Bundle, point: AccessPoint, today: string, plan: DayPlan | undefined): Hours[] {
  if (point.mode === 'released' || point.mode === 'evacuation') return [{ from: '00:00', to: '24:00' }];
  if (point.mode === 'disabled' || (point.opens ?? today) > today || plan === undefined) return [];
  return openHours(plan, [...week.groupNumbers.values()]);
}

/** Neighbouring slices in which somebody is let in are one stretch. */
function openHours({ starts, slices }: DayPlan, groups: readonly number[]): Hours[] {
  const hours: Hours[] = [];
  slices.forEach((slice, index) => {
    if (!groups.some((group) => letsIn(slice, group))) return;
    const from = clock(starts[index] ?? 0);
    const to = clock(starts[index + 1] ?? MINUTES_PER_DAY);
    const before = hours.at(-1);
    if (before?.to === from) before.to = to;
    else hours.push({ from, to });
  });
  return hours;
}

/** Whether somebody who is in this group and no other passes. */
function letsIn(slice: Slice, group: number): boolean {
  return allowing(slice, [group]) >= 0 && denying(slice, [group]) < 0;
}

function clock(minute: number): string {
  const pad = (part: number) => String(part).padStart(2, '0');
  return `${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`;
}
