import { deny, type Question, type Verdict } from '../question.js';

/** The key is on the campus's key list and was valid when the code was issued. */
export function key({ reading }: Question): Verdict | undefined {
  return !reading.ok && reading.reason === 'unknown_key' ? deny('unknown_key') : undefined;
}
