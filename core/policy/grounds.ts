import type { PointMode } from '../domain/policy-source.js';

/**
 * What the policy says at one point and instant: the compiled bundle answers it for `decide`, the source itself,
 * walked slowly, for `explain`. The checks ask either and cannot tell which. Groups are numbers; rules are ids.
 */
export interface Grounds {
  /** `disabled` for a point that does not exist. */
  readonly mode: PointMode;
  /** 0 for a point that does not exist. */
  readonly number: number;
  /** Whether the bundle can answer for this instant at all. */
  isCovered(): boolean;
  /** Whether the point's opening date has come. */
  isOpen(): boolean;
  /** Whether a lockdown around the point is in force that none of the groups may pass. */
  isLockedFor(groups: readonly number[]): boolean;
  /** The first rule in force here that denies one of the groups. */
  denying(groups: readonly number[]): string | undefined;
  /** The first rule in force here that allows one of the groups. */
  allowing(groups: readonly number[]): string | undefined;
  /** Whether a rule that is not over yet allows one of the groups here at some time. */
  everAllows(groups: readonly number[]): boolean;
}
