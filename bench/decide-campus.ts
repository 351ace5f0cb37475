import {
  type Hours,
  type PolicySource,
  type Rule,
  type Schedule,
  WEEKDAYS,
} from '../core/domain/policy-source.js';
import type { ProvenReading } from '../core/domain/reading.js';
import { STEP_SECONDS } from '../core/domain/reading.js';

/** One scan to be decided. `at` in epoch milliseconds. */
export interface Scan {
  point: string;
  reading: ProvenReading;
  at: number;
}

export const SIZES = { points: 200, areas: 20, groups: 60, schedules: 40, people: 10_000, scans: 8192 };
/** Monday 2026-03-02, midnight in Hong Kong. */
export const MONDAY = 1_772_380_800;
export const WEEK = 7 * 86_400;

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
export function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const name = (en: string) => ({ en });
const upTo = (count: number) => Array.from({ length: count }, (_, i) => i);
const clock = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** A campus with so many rules: one in twenty denies, every other names an area, the others up to four points. */
export function campusWith(rules: number): PolicySource {
  const roll = dice(7);
  const pick = (count: number) => Math.floor(roll() * count);
  return {
    campus: 1,
    slug: 'bench',
    timeZone: 'Asia/Hong_Kong',
    areas: upTo(SIZES.areas).map((i) => ({ id: `area-${i}`, name: name(`Area ${i}`) })),
    points: upTo(SIZES.points).map((i) => ({
      ...{ id: `point-${i}`, number: i + 1, area: `area-${i % SIZES.areas}` },
      ...{ kind: 'door', mode: 'normal', name: name(`Door ${i}`) },
    })),
    groups: upTo(SIZES.groups).map((i) => ({ id: `group-${i}`, number: i + 1, name: name(`Group ${i}`) })),
    schedules: upTo(SIZES.schedules).map((i) => schedule(i, pick)),
    rules: upTo(rules).map((i) => rule(i, pick)),
  };
}

function schedule(index: number, pick: (count: number) => number): Schedule {
  const from = 360 + pick(16) * 15;
  const hours: Hours[] = [{ from: clock(from), to: clock(from + 480 + pick(20) * 15) }];
  return {
    id: `schedule-${index}`,
    week: Object.fromEntries(WEEKDAYS.map((day) => [day, hours])),
    exceptions: [],
  };
}

function rule(index: number, pick: (count: number) => number): Rule {
  const area = pick(2) === 0;
  return {
    id: `rule-${index}`,
    effect: pick(20) === 0 ? 'deny' : 'allow',
    groups: upTo(1 + pick(3)).map(() => `group-${pick(SIZES.groups)}`),
    points: area ? [] : upTo(1 + pick(4)).map(() => `point-${pick(SIZES.points)}`),
    areas: area ? [`area-${pick(SIZES.areas)}`] : [],
    schedule: pick(4) === 0 ? undefined : `schedule-${pick(SIZES.schedules)}`,
  };
}

/** Scans by people with one to six groups, anywhere, at any second of so many from `start`, epoch seconds. */
export function scansWithin(start: number, seconds: number): Scan[] {
  const roll = dice(11);
  const pick = (count: number) => Math.floor(roll() * count);
  const people = upTo(SIZES.people).map((i) => ({
    handle: i.toString(16).padStart(16, '0'),
    groups: [...new Set(upTo(1 + pick(6)).map(() => 1 + pick(SIZES.groups)))].sort((a, b) => a - b),
  }));
  return upTo(SIZES.scans).map(() => {
    const { handle = '', groups = [] } = people[pick(people.length)] ?? {};
    const issued = start + pick(seconds);
    const reading: ProvenReading = { ok: true, campus: 1, key: 1, handle, groups, issued };
    return { point: `point-${pick(SIZES.points)}`, reading, at: (issued + pick(STEP_SECONDS)) * 1000 };
  });
}
