import type { PolicySource } from '../core/domain/policy-source.js';
import { minuteOf, weekdayOf } from '../core/policy/calendar.js';
import type { Scan } from './decide-campus.js';

interface LoopRule {
  id: string;
  deny: boolean;
  points: ReadonlySet<string>;
  groups: ReadonlySet<number>;
  /** Minutes of each weekday; the campus of this bench keeps no night hours and no exceptions. */
  hours: ReadonlyMap<string, { from: number; to: number }[]> | undefined;
}

const UTC_PLUS_8 = 8 * 3600;

/**
 * The decision as one would first write it: every rule is asked, a deny ends it, the first allow is kept. References
 * and times are read beforehand, sets are hashed, and the freshness of the code is checked first, as the product does.
 */
export function plainLoop(source: PolicySource): (scan: Scan) => string | undefined {
  const rules = source.rules.map((rule): LoopRule => {
    const week = source.schedules.find(({ id }) => id === rule.schedule)?.week;
    const below = source.points.filter(({ area }) => rule.areas.includes(area)).map(({ id }) => id);
    return {
      id: rule.id,
      deny: rule.effect === 'deny',
      points: new Set([...rule.points, ...below]),
      groups: new Set(source.groups.filter(({ id }) => rule.groups.includes(id)).map(({ number }) => number)),
      hours:
        week &&
        new Map(
          Object.entries(week).map(([day, hours]) => [
            day,
            (hours ?? []).map(({ from, to }) => ({ from: minuteOf(from), to: minuteOf(to) })),
          ]),
        ),
    };
  });
  return ({ point, reading, at }) => {
    const seconds = Math.floor(at / 1000);
    if (seconds >= reading.issued + 35 || seconds < reading.issued - 5) return undefined;
    const local = seconds + UTC_PLUS_8;
    const weekday = weekdayOf(Math.floor(local / 86_400));
    const minute = Math.floor((local % 86_400) / 60);
    let allowed: string | undefined;
    for (const rule of rules) {
      if (!rule.deny && allowed !== undefined) continue;
      if (!rule.points.has(point) || !reading.groups.some((group) => rule.groups.has(group))) continue;
      const inHours = rule.hours?.get(weekday)?.some(({ from, to }) => minute >= from && minute < to) ?? true;
      if (inHours && rule.deny) return undefined;
      if (inHours) allowed = rule.id;
    }
    return allowed;
  };
}
