import type { Outcome, Reason } from './reasons.js';

/** The verdict: codes and numbers, no sentences. */
export interface Decision {
  outcome: Outcome;
  reason: Reason;
  /** The rule that decided, when one did. */
  rule?: string;
  /** Version of the bundle that decided. */
  version: number;
}
