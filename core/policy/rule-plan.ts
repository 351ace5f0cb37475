import type { PolicySource, Schedule } from '../domain/policy-source.js';
import type { DayPlan, RulePlan } from './bundle.js';
import { dayOf, weekdayOf } from './calendar.js';
import { DayPlanner } from './day-plan.js';
import { DayHours, hasHours } from './hours.js';
import { lookUp } from './references.js';

/** A rule with its texts read and its references followed. */
export interface ReadRule {
  index: number;
  effect: 'allow' | 'deny';
  groups: readonly number[];
  hours: DayHours | undefined;
  /** First and last local day. */
  firstDay: number;
  lastDay: number;
  hasHours: boolean;
}

export function readRules(source: PolicySource, groupNumbers: ReadonlyMap<string, number>): ReadRule[] {
  const schedules = new Map(source.schedules.map((schedule) => [schedule.id, withHours(schedule)]));
  return source.rules.map((rule, index) => {
    const asker = `rule "${rule.id}"`;
    const when =
      rule.schedule === undefined ? undefined : lookUp(schedules, rule.schedule, 'schedule', asker);
    return {
      index,
      effect: rule.effect,
      groups: rule.groups.map((group) => lookUp(groupNumbers, group, 'group', asker)),
      hours: when?.hours,
      firstDay: rule.from === undefined ? Number.NEGATIVE_INFINITY : dayOf(rule.from),
      lastDay: rule.until === undefined ? Number.POSITIVE_INFINITY : dayOf(rule.until),
      hasHours: hasHours(when?.schedule),
    };
  });
}

function withHours(schedule: Schedule): { schedule: Schedule; hours: DayHours } {
  return { schedule, hours: new DayHours(schedule) };
}

/** Plans lists of rules over the days from `firstDay` to `lastDay`; equal days and slices are made once. */
export class RulePlanner {
  readonly #days = new DayPlanner();
  readonly #known = new Map<string, RulePlan>();

  constructor(
    readonly rules: readonly ReadRule[],
    readonly firstDay: number,
    readonly lastDay: number,
  ) {}

  plan(indices: readonly number[]): RulePlan {
    const key = indices.join();
    const known = this.#known.get(key);
    if (known) return known;
    const rules = indices.flatMap((index) => this.rules[index] ?? []);
    const plan = { days: this.#planDays(rules), everAllowed: everAllowed(rules) };
    this.#known.set(key, plan);
    return plan;
  }

  /** Days that differ neither in weekday nor in the rules that hold on their date share one plan. */
  #planDays(rules: readonly ReadRule[]): DayPlan[] {
    const special = new Set(rules.flatMap(({ hours }) => (hours ? [...hours.specialDays] : [])));
    const turns = new Set(rules.flatMap(({ firstDay, lastDay }) => [firstDay, lastDay + 1]));
    const ordinary = new Map<string, DayPlan>();
    const days: DayPlan[] = [];
    let era = 0;
    for (let day = this.firstDay; day <= this.lastDay; day++) {
      if (turns.has(day)) era++;
      const likeness = `${era}/${weekdayOf(day)}`;
      const plan = (special.has(day) ? undefined : ordinary.get(likeness)) ?? this.#days.plan(rules, day);
      if (!special.has(day)) ordinary.set(likeness, plan);
      days.push(plan);
    }
    return days;
  }
}

function everAllowed(rules: readonly ReadRule[]): Map<number, number> {
  const last = new Map<number, number>();
  for (const rule of rules) {
    if (rule.effect === 'deny' || !rule.hasHours) continue;
    for (const group of rule.groups) last.set(group, Math.max(rule.lastDay, last.get(group) ?? rule.lastDay));
  }
  return last;
}
