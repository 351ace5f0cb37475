import { deny, type Question, type Verdict } from '../question.js';

/** Nothing allowed means refused; whether another time would help is said. */
export function ruleAllow(question: Question): Verdict | undefined {
  const { grounds, groups } = question;
  question.rule = grounds.allowing(groups);
  if (question.rule !== undefined) return undefined;
  return deny(grounds.everAllows(groups) ? 'outside_hours' : 'not_permitted_here');
}
