import { campusDay } from '../domain/campus-day.js';
import type { IneligibleReason, PersonRecord } from '../domain/eligibility.js';
import { groupsOf, judgeEligibility } from '../domain/judge-eligibility.js';
import type { Snapshot } from '../snapshots/snapshot.js';

export interface Judgement {
  /** Null when eligible. */
  reason: IneligibleReason | null;
  /** Numbers of the person's groups that some rule names, ascending. There may be more than a code has room for. */
  numbers: number[];
}

/** Judges records by a campus's rules on the campus's day of `now` (epoch milliseconds). */
export function judgeFor(snapshot: Snapshot, now: number): (record: PersonRecord) => Judgement {
  const { file, source } = snapshot;
  const today = campusDay(file.campus.timeZone, now);
  const named = new Set(file.rules.flatMap((rule) => rule.groups));
  const groups = file.groups.filter(({ id }) => named.has(id));
  const numbers = new Map(source.groups.map(({ id, number }) => [id, number]));
  return (record) => {
    const eligibility = judgeEligibility(record, file.eligibility, today);
    return {
      reason: eligibility.eligible ? null : eligibility.reason,
      numbers: groupsOf(record, groups)
        .flatMap((id) => numbers.get(id) ?? [])
        .sort((one, other) => one - other),
    };
  };
}
