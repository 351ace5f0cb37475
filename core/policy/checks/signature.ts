import { deny, type Question, type Verdict } from '../question.js';

/** The campus signed exactly these bytes for this purpose. */
export function signature({ reading }: Question): Verdict | undefined {
  return !reading.ok && reading.reason === 'bad_signature' ? deny('bad_signature') : undefined;
}
