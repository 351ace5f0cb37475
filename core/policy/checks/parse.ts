import { deny, type Question, type Verdict } from '../question.js';

/** The text was a code of ours, whole and in the strict form. */
export function parse({ reading }: Question): Verdict | undefined {
  return !reading.ok && reading.reason === 'unreadable' ? deny('unreadable') : undefined;
}
