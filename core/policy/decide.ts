import type { Decision } from '../domain/decision.js';
import type { Reading } from '../domain/reading.js';
import type { Bundle } from './bundle.js';
import { CompiledGrounds } from './compiled-grounds.js';
import { runPipeline } from './pipeline.js';
import { decisionOf, Question } from './question.js';

/**
 * May this reading pass at this point (its id) at this instant (epoch milliseconds)? Pure; no I/O, no clock. A point
 * that the bundle does not know is `point_disabled`: there is no reader in service there.
 */
export function decide(bundle: Bundle, point: string, reading: Reading, at: number): Decision {
  const grounds = new CompiledGrounds(bundle, point, at);
  const verdict = runPipeline(new Question(bundle.campus, bundle.voids, grounds, reading, at));
  return decisionOf(verdict, bundle.version);
}
