import { deny, type Question, type Verdict } from '../question.js';

/** In a lockdown only its responders pass. */
export function lockdown({ grounds, groups }: Question): Verdict | undefined {
  return grounds.isLockedFor(groups) ? deny('lockdown') : undefined;
}
