import type { AccessPoint, PolicySource } from '../domain/policy-source.js';
import type { Bundle, PointPlan, RulePlan } from './bundle.js';
import { dayOf, SECONDS_PER_DAY } from './calendar.js';
import { localDay } from './compiled-grounds.js';
import { PolicyError } from './errors.js';
import { areaChains, rulesOfPoints } from './references.js';
import { RulePlanner, readRules } from './rule-plan.js';
import { zoneOffsets } from './zone.js';

/** Which instants the bundle shall answer for: `days` days from `from`, epoch seconds. */
export interface Horizon {
  from: number;
  days: number;
}

/** A scan that arrived before a swap is decided after it; the bundle reaches back so far, in seconds. */
const REACH_BACK = SECONDS_PER_DAY;
const NEVER = Number.NEGATIVE_INFINITY;

/**
 * Cuts a policy into slices so that a decision costs the same however many rules, points and people there are.
 * Beyond the horizon `decide` answers `stale_bundle`. Voids, lockdowns and keys are put beside it without compiling.
 * @throws PolicyError for references, times, dates, area cycles and horizons that cannot be.
 */
export function compile(source: PolicySource, version: number, horizon: Horizon): Bundle {
  const range = rangeOf(horizon);
  const offsets = zoneOffsets(source.timeZone, range.from, range.until);
  // A zone may fall back over midnight, so a day more on either side is planned.
  const firstDay = localDay(offsets, range.from) - 1;
  const lastDay = localDay(offsets, range.until) + 1;
  const groupNumbers = new Map(source.groups.map(({ id, number }) => [id, number]));
  const planner = new RulePlanner(readRules(source, groupNumbers), firstDay, lastDay);
  return {
    version,
    campus: source.campus,
    keys: 0,
    horizon: range,
    offsets,
    firstDay,
    points: planPoints(source, planner),
    rules: source.rules.map(({ id }) => id),
    areaChains: areaChains(source),
    groupNumbers,
    voids: new Map(),
    lockdowns: [],
    locked: new Map(),
  };
}

function rangeOf({ from, days }: Horizon): Bundle['horizon'] {
  const sensible = Number.isSafeInteger(from) && Number.isSafeInteger(days) && days > 0;
  if (!sensible) throw new PolicyError('horizon_invalid', `${days} days from ${from} are no horizon`);
  return { from: from - REACH_BACK, until: from + days * SECONDS_PER_DAY };
}

function planPoints(source: PolicySource, planner: RulePlanner): Map<string, PointPlan> {
  const rulesAt = rulesOfPoints(source);
  return new Map(
    source.points.map((point) => [point.id, pointPlan(point, planner.plan(rulesAt.get(point.id) ?? []))]),
  );
}

function pointPlan({ number, mode, area, opens }: AccessPoint, rules: RulePlan): PointPlan {
  return { number, mode, area, opensDay: opens === undefined ? NEVER : dayOf(opens), rules };
}
