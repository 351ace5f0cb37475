import { deny, type Question, type Verdict } from '../question.js';

/** A bundle answers only for the days it was compiled for. */
export function horizon({ grounds }: Question): Verdict | undefined {
  return grounds.isCovered() ? undefined : deny('stale_bundle');
}
