import type { Bundle, DayPlan, PointPlan } from './bundle.js';
import { SECONDS_PER_DAY } from './calendar.js';
import type { Grounds } from './grounds.js';
import { allowing, denying, type Slice } from './slice.js';
import type { ZoneOffset } from './zone.js';

const NOWHERE: PointPlan = {
  number: 0,
  mode: 'disabled',
  area: '',
  opensDay: Number.POSITIVE_INFINITY,
  rules: { days: [], everAllowed: new Map() },
};
/**
 * A bundle's answers for one point and instant: two look-ups and a short search, however many rules there are. Its
 * fields are private to the compiler only: the engine's own privacy costs a third of a decision.
 */
export class CompiledGrounds implements Grounds {
  private readonly point: PointPlan;
  private readonly seconds: number;
  private readonly day: number;
  private readonly minute: number;
  private found: Slice | undefined = undefined;

  /** `at` in epoch milliseconds. */
  constructor(
    private readonly bundle: Bundle,
    point: string,
    at: number,
  ) {
    this.point = bundle.points.get(point) ?? NOWHERE;
    this.seconds = Math.floor(at / 1000);
    const local = this.seconds + offsetAt(bundle.offsets, this.seconds);
    this.day = Math.floor(local / SECONDS_PER_DAY);
    this.minute = Math.floor((local - this.day * SECONDS_PER_DAY) / 60);
  }

  get mode(): PointPlan['mode'] {
    return this.point.mode;
  }

  get number(): number {
    return this.point.number;
  }

  isCovered(): boolean {
    const { from, until } = this.bundle.horizon;
    return this.seconds >= from && this.seconds < until;
  }

  isOpen(): boolean {
    return this.day >= this.point.opensDay;
  }

  isLockedFor(groups: readonly number[]): boolean {
    const lockdowns = this.bundle.locked.get(this.point.area);
    return lockdowns?.some((responders) => !groups.some((group) => responders.has(group))) ?? false;
  }

  denying(groups: readonly number[]): string | undefined {
    return this.rule(denying(this.slice(), groups));
  }

  allowing(groups: readonly number[]): string | undefined {
    return this.rule(allowing(this.slice(), groups));
  }

  everAllows(groups: readonly number[]): boolean {
    const { everAllowed } = this.point.rules;
    for (const group of groups) {
      const lastDay = everAllowed.get(group);
      if (lastDay !== undefined && lastDay >= this.day) return true;
    }
    return false;
  }

  /** Asking an array for its element -1 is many times slower than not asking. */
  private rule(index: number): string | undefined {
    return index < 0 ? undefined : this.bundle.rules[index];
  }

  private slice(): Slice {
    this.found ??= this.findSlice();
    return this.found;
  }

  private findSlice(): Slice {
    const plan = this.point.rules.days[this.day - this.bundle.firstDay];
    if (plan === undefined) throw new Error(`day ${this.day} is not planned`);
    return sliceAt(plan, this.minute);
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
