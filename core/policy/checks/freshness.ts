import { SKEW_SECONDS, STEP_SECONDS } from '../../domain/reading.js';
import { deny, type Question, type Verdict } from '../question.js';

/** Good from the start of its step to the end, give or take the skew that clocks are allowed. */
export function freshness({ facts, at }: Question): Verdict | undefined {
  const seconds = at / 1000;
  if (seconds >= facts.issued + STEP_SECONDS + SKEW_SECONDS) return deny('expired_code');
  return seconds < facts.issued - SKEW_SECONDS ? deny('clock_ahead') : undefined;
}
