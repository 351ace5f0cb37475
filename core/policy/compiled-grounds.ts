import type { Bundle, DayPlan, GroupRules, PointPlan, Slice } from './bundle.js';
import { SECONDS_PER_DAY } from './calendar.js';
import type { Grounds } from './grounds.js';
import type { ZoneOffset } from './zone.js';

const NOWHERE: PointPlan = {
  number: 0,
  mode: 'disabled',
  area: '',
  opensDay: Number.POSITIVE_INFINITY,
  rules: { days: [], everAllowed: new Map() },
};
const NO_RULE = -1;

/** A bundle's answers for one point and instant: two look-ups and a short search, however many rules there are. */
export class CompiledGrounds implements Grounds {
  readonly #bundle: Bundle;
  readonly #point: PointPlan;
  readonly #seconds: number;
  readonly #local: number;

  /** `at` in epoch milliseconds. */
  constructor(bundle: Bundle, point: string, at: number) {
    this.#bundle = bundle;
    this.#point = bundle.points.get(point) ?? NOWHERE;
    this.#seconds = Math.floor(at / 1000);
    this.#local = this.#seconds + offsetAt(bundle.offsets, this.#seconds);
  }

  get mode(): PointPlan['mode'] {
    return this.#point.mode;
  }

  get number(): number {
    return this.#point.number;
  }

  isCovered(): boolean {
    const { from, until } = this.#bundle.horizon;
    return this.#seconds >= from && this.#seconds < until;
  }

  isOpen(): boolean {
    return this.#day() >= this.#point.opensDay;
  }

  isLockedFor(groups: readonly number[]): boolean {
    const lockdowns = this.#bundle.locked.get(this.#point.area);
    return lockdowns?.some((responders) => !groups.some((group) => responders.has(group))) ?? false;
  }

  denying(groups: readonly number[]): string | undefined {
    return this.#rule(this.#slice().deny, groups);
  }

  allowing(groups: readonly number[]): string | undefined {
    return this.#rule(this.#slice().allow, groups);
  }

  everAllows(groups: readonly number[]): boolean {
    const day = this.#day();
    return groups.some(
      (group) => (this.#point.rules.everAllowed.get(group) ?? Number.NEGATIVE_INFINITY) >= day,
    );
  }

  #day(): number {
    return Math.floor(this.#local / SECONDS_PER_DAY);
  }

  #slice(): Slice {
    const day = this.#day();
    const plan = this.#point.rules.days[day - this.#bundle.firstDay];
    if (plan === undefined) throw new Error(`day ${day} is not planned`);
    return sliceAt(plan, Math.floor((this.#local - day * SECONDS_PER_DAY) / 60));
  }

  #rule(rules: GroupRules, groups: readonly number[]): string | undefined {
    const first = firstRule(rules, groups);
    return first === NO_RULE ? undefined : this.#bundle.rules[first];
  }
}

/** The slice that holds a minute of the day: the last that starts at or before it. */
function sliceAt({ starts, slices }: DayPlan, minute: number): Slice {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? 0) <= minute) low = middle;
    else high = middle;
  }
  const slice = slices[low];
  if (slice === undefined) throw new Error('a day without slices');
  return slice;
}

function firstRule(rules: GroupRules, groups: readonly number[]): number {
  let first = NO_RULE;
  if (rules.size === 0) return first;
  for (const group of groups) {
    const rule = rules.get(group);
    if (rule !== undefined && (first === NO_RULE || rule < first)) first = rule;
  }
  return first;
}

/** Seconds to add to an epoch second for local time. Before the first known offset the first holds, after the last the last. */
function offsetAt(offsets: readonly ZoneOffset[], seconds: number): number {
  let i = offsets.length - 1;
  while (i > 0 && (offsets[i]?.start ?? 0) > seconds) i--;
  return offsets[i]?.offset ?? 0;
}

/** Local day of an epoch second, counted from 1970-01-01. */
export function localDay(offsets: readonly ZoneOffset[], seconds: number): number {
  return Math.floor((seconds + offsetAt(offsets, seconds)) / SECONDS_PER_DAY);
}
