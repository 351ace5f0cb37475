import type { Question, Verdict } from '../question.js';

/** One deny outweighs any number of allows. */
export function ruleDeny({ grounds, groups }: Question): Verdict | undefined {
  const rule = grounds.denying(groups);
  return rule === undefined ? undefined : { outcome: 'deny', reason: 'not_permitted_here', rule };
}
