import type { Decision } from '../domain/decision.js';
import type { PolicySource } from '../domain/policy-source.js';
import type { Reading } from '../domain/reading.js';
import type { Reason } from '../domain/reasons.js';
import type { Bundle } from './bundle.js';
import { runPipeline } from './pipeline.js';
import { decisionOf, Question } from './question.js';
import { type LocalInstant, type RuleTrace, SourceGrounds } from './source-grounds.js';

/** What `explain` takes from a bundle: nothing that was compiled from rules. */
export type BundleFacts = Pick<Bundle, 'version' | 'horizon' | 'voids' | 'lockdowns'>;

export interface TraceStep {
  /** Name of the check, as the pipeline lists it. */
  check: string;
  outcome: 'passed' | 'granted' | 'refused';
  reason?: Reason;
}

/** How a decision came about. */
export interface Trace {
  /** The checks that looked, in order; the last one decided unless all passed. */
  steps: TraceStep[];
  /** Date, weekday and time of day at the campus. */
  local: LocalInstant;
  /** Every rule that names the point, with what speaks for or against it; empty when no check asked for rules. */
  rules: RuleTrace[];
  decision: Decision;
}

/**
 * The same answer as `decide`, found by walking the rules of the source one by one, with the way there. `at` in epoch
 * milliseconds. @throws RangeError for an instant that no calendar has
 */
export function explain(
  source: PolicySource,
  bundle: BundleFacts,
  point: string,
  reading: Reading,
  at: number,
): Trace {
  const grounds = new SourceGrounds(source, bundle, point, at);
  const question = new Question(source.campus, bundle.voids, grounds, reading, at);
  const steps: TraceStep[] = [];
  const verdict = runPipeline(question, (check, found) => {
    if (found === undefined) steps.push({ check, outcome: 'passed' });
    else
      steps.push({ check, outcome: found.outcome === 'grant' ? 'granted' : 'refused', reason: found.reason });
  });
  return {
    steps,
    local: grounds.local,
    rules: grounds.considered,
    decision: decisionOf(verdict, bundle.version),
  };
}
