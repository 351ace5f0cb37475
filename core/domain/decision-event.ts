import type { Outcome, Reason } from './reasons.js';

/** A decision that happened, as plugins and live pages hear it. Names nobody. */
export interface DecisionEvent {
  id: string;
  campus: string;
  point: string;
  device: string;
  /** ISO 8601 with zone. */
  at: string;
  outcome: Outcome;
  reason: Reason;
  rule?: string;
  version: number;
  /** The other system that said yes to a text that is not ours, such as `legacy`. */
  origin?: string;
}
