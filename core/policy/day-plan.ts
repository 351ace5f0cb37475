import type { DayPlan } from './bundle.js';
import { MINUTES_PER_DAY } from './calendar.js';
import { type Interval, WHOLE_DAY } from './hours.js';
import type { ReadRule } from './rule-plan.js';
import { type Slice, sliceOf } from './slice.js';

interface Holding {
  rule: ReadRule;
  intervals: readonly Interval[];
}

/** Cuts days into slices; days and slices that come out equal are one object, so a campus's bundle stays small. */
export class DayPlanner {
  readonly #slices = new Map<string, Slice>();
  readonly #days = new Map<string, DayPlan>();

  plan(rules: readonly ReadRule[], day: number): DayPlan {
    const holding = rules.flatMap((rule) => heldOn(rule, day));
    const starts = cuts(holding);
    const rulesOfSlices = fill(holding, starts);
    const changes = rulesOfSlices.map((list) => list.map(({ index }) => index).join());
    const kept = starts.map((_, i) => i).filter((i) => i === 0 || changes[i] !== changes[i - 1]);
    const key = kept.map((i) => `${starts[i]}:${changes[i]}`).join(';');
    const plan = this.#days.get(key) ?? {
      starts: Uint16Array.from(kept, (i) => starts[i] ?? 0),
      slices: kept.map((i) => this.#slice(changes[i] ?? '', rulesOfSlices[i] ?? [])),
    };
    this.#days.set(key, plan);
    return plan;
  }

  #slice(key: string, rules: readonly ReadRule[]): Slice {
    const known = this.#slices.get(key);
    if (known) return known;
    const slice = sliceOf({ allow: firstRules(rules, 'allow'), deny: firstRules(rules, 'deny') });
    this.#slices.set(key, slice);
    return slice;
  }
}

function heldOn(rule: ReadRule, day: number): Holding[] {
  if (day < rule.firstDay || day > rule.lastDay) return [];
  return [{ rule, intervals: rule.hours?.on(day) ?? WHOLE_DAY }];
}

/** Every minute at which some rule begins or ends to hold. */
function cuts(holding: readonly Holding[]): number[] {
  const minutes = new Set([0]);
  for (const { intervals } of holding) for (const { from, to } of intervals) minutes.add(from).add(to);
  minutes.delete(MINUTES_PER_DAY);
  return [...minutes].sort((a, b) => a - b);
}

/** The rules of each slice, in the source's order. */
function fill(holding: readonly Holding[], starts: readonly number[]): ReadRule[][] {
  const lists = starts.map(() => [] as ReadRule[]);
  const sliceAt = new Map(starts.map((start, i) => [start, i]));
  for (const { rule, intervals } of holding) {
    for (const { from, to } of intervals) {
      for (let i = sliceAt.get(from) ?? starts.length; i < (sliceAt.get(to) ?? starts.length); i++) {
        const list = lists[i];
        if (list && list.at(-1) !== rule) list.push(rule);
      }
    }
  }
  return lists;
}

function firstRules(rules: readonly ReadRule[], effect: 'allow' | 'deny'): Map<number, number> {
  const first = new Map<number, number>();
  for (const rule of rules) {
    if (rule.effect !== effect) continue;
    for (const group of rule.groups) if (!first.has(group)) first.set(group, rule.index);
  }
  return first;
}
