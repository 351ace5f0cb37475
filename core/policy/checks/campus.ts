import { deny, type Question, type Verdict } from '../question.js';

/** The code names this campus, whichever campus's keys it was read with. */
export function campus({ reading, campus: ours }: Question): Verdict | undefined {
  const foreign = reading.ok ? reading.campus !== ours : reading.reason === 'wrong_campus';
  return foreign ? deny('wrong_campus') : undefined;
}
