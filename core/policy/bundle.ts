import type { Lockdown, PointMode, Void } from '../domain/policy-source.js';
import { lookUp } from './references.js';
import type { Slice } from './slice.js';
import type { ZoneOffset } from './zone.js';

/** One local day at a point: `slices[i]` holds from minute `starts[i]` to the next start. `starts[0]` is 0. */
export interface DayPlan {
  starts: Uint16Array;
  slices: readonly Slice[];
}

/** What the rules say at a point on each day of the horizon. Points with the same rules share one. */
export interface RulePlan {
  /** By local day, from the bundle's first day. */
  days: readonly DayPlan[];
  /** Groups that are allowed here at some time, with the last local day of that; `Infinity` without end. */
  everAllowed: ReadonlyMap<number, number>;
}

export interface PointPlan {
  number: number;
  mode: PointMode;
  area: string;
  /** First local day on which the point is in service. */
  opensDay: number;
  rules: RulePlan;
}

/** The compiled answer to "who may pass where and when" of one campus. Everything in it is shared and never changed. */
export interface Bundle {
  version: number;
  campus: number;
  /** Number of the key list that goes with it; 0 before `withKeys`. */
  keys: number;
  /** The instants it can answer for, epoch seconds, half open. */
  horizon: { from: number; until: number };
  offsets: readonly ZoneOffset[];
  /** Local day, counted from 1970-01-01, of the first day plan. */
  firstDay: number;
  points: ReadonlyMap<string, PointPlan>;
  /** Ids of the rules, by the source's order. */
  rules: readonly string[];
  /** Each area and the areas it stands in, itself first. */
  areaChains: ReadonlyMap<string, readonly string[]>;
  groupNumbers: ReadonlyMap<string, number>;
  voids: ReadonlyMap<string, Void>;
  lockdowns: readonly Lockdown[];
  /** Areas that a lockdown holds, each with the responders of every lockdown around it. */
  locked: ReadonlyMap<string, readonly ReadonlySet<number>[]>;
}

/** The same bundle with other voids, keyed by handle. Nothing is compiled. */
export function withVoids(bundle: Bundle, voids: ReadonlyMap<string, Void>): Bundle {
  return { ...bundle, voids };
}

/** The same bundle beside another key list. */
export function withKeys(bundle: Bundle, keys: number): Bundle {
  return { ...bundle, keys };
}

/**
 * The same bundle under other lockdowns. A responder group that no longer exists lets nobody through.
 * @throws PolicyError `unknown_reference` for an area that is not there: a lockdown must not be lost in silence.
 */
export function withLockdowns(bundle: Bundle, lockdowns: readonly Lockdown[]): Bundle {
  const locked = new Map<string, ReadonlySet<number>[]>();
  for (const { area, responders } of lockdowns) {
    lookUp(bundle.areaChains, area, 'area', 'a lockdown');
    const numbers = new Set(responders.flatMap((id) => bundle.groupNumbers.get(id) ?? []));
    for (const [below, chain] of bundle.areaChains) {
      if (chain.includes(area)) locked.set(below, [...(locked.get(below) ?? []), numbers]);
    }
  }
  return { ...bundle, lockdowns, locked };
}
