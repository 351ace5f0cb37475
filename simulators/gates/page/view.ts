import type { Answer, GateView } from '../gate.js';
import { displayWords } from './words.js';

/** What a program is told of a device: what stands on it, and what it answered just now. No code, and no more of an answer than its display says. */
export function programView(
  { last, ...view }: GateView,
  { said, answer }: { said?: string | undefined; answer?: Answer | undefined } = {},
): object {
  return {
    ...view,
    words: displayWords({ ...view, ...(last === undefined ? {} : { last }) }),
    ...(last === undefined ? {} : { last: { point: last.point, at: last.at, answer: short(last.answer) } }),
    ...(said === undefined ? {} : { said }),
    ...(answer === undefined ? {} : { answer: short(answer) }),
  };
}

function short({ id, decision, reason, served, message }: Answer): object {
  return {
    ...{ id, decision, reason },
    ...(served === undefined ? {} : { served }),
    ...(message === undefined ? {} : { message }),
  };
}
