import { deny, type Question, type Verdict } from '../question.js';

/** A visit's code opens from its window's first second to the last. */
export function visitWindow({ facts: { window }, at }: Question): Verdict | undefined {
  if (window === undefined) return undefined;
  if (at / 1000 < window.from) return deny('visit_not_started');
  return at / 1000 < window.until ? undefined : deny('visit_over');
}
