import type { Decision } from '../domain/decision.js';
import type { Void } from '../domain/policy-source.js';
import type { ProvenReading, Reading } from '../domain/reading.js';
import type { DenyReason, Outcome, Reason } from '../domain/reasons.js';
import type { Grounds } from './grounds.js';

/** Ends a decision. */
export interface Verdict {
  outcome: Outcome;
  reason: Reason;
  rule?: string;
}

/** A verdict, or nothing: let the next check look. */
export type Check = (question: Question) => Verdict | undefined;

/** May this reading pass here, now? What checks find out for those after them stands in `groups` and `rule`. */
export class Question {
  /** The groups that count: the code's own, until a void replaces them. */
  groups: readonly number[];
  /** The rule that allows the passage, once found. */
  rule: string | undefined = undefined;

  constructor(
    readonly campus: number,
    readonly voids: ReadonlyMap<string, Void>,
    readonly grounds: Grounds,
    readonly reading: Reading,
    /** Epoch milliseconds. */
    readonly at: number,
  ) {
    this.groups = reading.ok ? reading.groups : [];
  }

  /** What the reading proved. Checks that come before the proof must not ask. */
  get facts(): ProvenReading {
    if (this.reading.ok) return this.reading;
    throw new Error('asked for the facts of a reading that proved none');
  }
}

export function deny(reason: DenyReason): Verdict {
  return { outcome: 'deny', reason };
}

/** The verdict as the outside sees it. */
export function decisionOf({ outcome, reason, rule }: Verdict, version: number): Decision {
  return rule === undefined ? { outcome, reason, version } : { outcome, reason, rule, version };
}
