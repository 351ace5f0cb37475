import { campus } from './checks/campus.js';
import { credential } from './checks/credential.js';
import { freshness } from './checks/freshness.js';
import { horizon } from './checks/horizon.js';
import { key } from './checks/key.js';
import { lockdown } from './checks/lockdown.js';
import { parse } from './checks/parse.js';
import { pointMode } from './checks/point-mode.js';
import { pointOpens } from './checks/point-opens.js';
import { ruleAllow } from './checks/rule-allow.js';
import { ruleDeny } from './checks/rule-deny.js';
import { signature } from './checks/signature.js';
import { visitPoint } from './checks/visit-point.js';
import { visitWindow } from './checks/visit-window.js';
import { type Check, deny, type Question, type Verdict } from './question.js';

/** The order of the checks. The first verdict is the answer; the names are what a trace shows. */
export const PIPELINE: readonly { name: string; check: Check }[] = [
  { name: 'point-mode', check: pointMode },
  { name: 'horizon', check: horizon },
  { name: 'point-opens', check: pointOpens },
  { name: 'parse', check: parse },
  { name: 'campus', check: campus },
  { name: 'key', check: key },
  { name: 'signature', check: signature },
  { name: 'freshness', check: freshness },
  { name: 'credential', check: credential },
  { name: 'lockdown', check: lockdown },
  { name: 'rule-deny', check: ruleDeny },
  { name: 'rule-allow', check: ruleAllow },
  { name: 'visit-window', check: visitWindow },
  { name: 'visit-point', check: visitPoint },
];

/** Hears each check's name and verdict, in order; `undefined` when it let the question pass. */
export type Listener = (name: string, verdict: Verdict | undefined) => void;

/** Closed is the resting state: a check that fails refuses, and a grant has every check behind it. */
export function runPipeline(question: Question, listener?: Listener): Verdict {
  let running = '';
  try {
    for (const { name, check } of PIPELINE) {
      running = name;
      const verdict = check(question);
      listener?.(name, verdict);
      if (verdict !== undefined) return verdict;
    }
  } catch {
    const refusal = deny('rule_error');
    listener?.(running, refusal);
    return refusal;
  }
  return granted(question.rule);
}

function granted(rule: string | undefined): Verdict {
  return rule === undefined
    ? { outcome: 'grant', reason: 'permitted' }
    : { outcome: 'grant', reason: 'permitted', rule };
}
