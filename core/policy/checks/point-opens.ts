import { deny, type Question, type Verdict } from '../question.js';

/** A point that is "coming soon" is not in service before its date. */
export function pointOpens({ grounds }: Question): Verdict | undefined {
  return grounds.isOpen() ? undefined : deny('point_disabled');
}
