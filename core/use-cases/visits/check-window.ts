import type { VisitRules } from '../../campus-file/sections/visits.js';
import type { FieldError, WindowAsk } from './visit-ask.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Somebody who asks at five past nine for a visit from nine means today. */
const LATE_MS = HOUR;
/** A live code has room for no more beside the window, whatever the numbers of the points. */
export const MOST_POINTS = 6;
/** Codes count seconds in 32 bits; far beyond any rule, and before a number is too large to be a time. */
const LAST = (2 ** 32 - 1) * 1000;

/**
 * What a campus's rules have against a window and its points; nothing when it may be. `begun` is the beginning of a visit
 * that is being changed: it may stay where it was.
 */
export function windowErrors(
  rules: Pick<VisitRules, 'points' | 'maxHours' | 'maxDaysAhead'>,
  { from, until, points }: WindowAsk,
  now: number,
  begun = now - LATE_MS,
): FieldError[] {
  const wrong = [from, until].findIndex((at) => !Number.isSafeInteger(at) || at < 0 || at > LAST);
  const times: FieldError[] =
    wrong >= 0
      ? [{ field: wrong === 0 ? 'from' : 'until', code: 'time_invalid' }]
      : timeErrors(rules, from, until, { now, earliest: Math.min(begun, now - LATE_MS) });
  return [...times, ...pointErrors(rules.points, points)];
}

function timeErrors(
  rules: Pick<VisitRules, 'maxHours' | 'maxDaysAhead'>,
  from: number,
  until: number,
  { now, earliest }: { now: number; earliest: number },
): FieldError[] {
  if (until <= from) return [{ field: 'until', code: 'until_before_from' }];
  if (from < earliest) return [{ field: 'from', code: 'time_in_past' }];
  if (until <= now) return [{ field: 'until', code: 'time_in_past' }];
  const errors: FieldError[] = [];
  if (until - from > rules.maxHours * HOUR) errors.push({ field: 'until', code: 'window_too_long' });
  if (from > now + rules.maxDaysAhead * DAY) errors.push({ field: 'from', code: 'too_far_ahead' });
  return errors;
}

function pointErrors(allowed: readonly string[], points: readonly string[]): FieldError[] {
  if (points.length === 0) return [{ field: 'points', code: 'points_missing' }];
  if (points.some((point) => !allowed.includes(point))) return [{ field: 'points', code: 'point_unknown' }];
  return new Set(points).size > MOST_POINTS ? [{ field: 'points', code: 'too_many_points' }] : [];
}
