import { deny, type Question, type Verdict } from '../question.js';

/** A visit's code opens the points it names and no others. */
export function visitPoint({ facts: { points }, grounds }: Question): Verdict | undefined {
  return points === undefined || points.includes(grounds.number) ? undefined : deny('not_permitted_here');
}
