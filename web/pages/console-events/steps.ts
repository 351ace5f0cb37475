import { groupSetMembers } from '../../../core/domain/group-set.js';
import { type Language, localized } from '../../../core/domain/languages.js';
import { SKEW_SECONDS, STEP_SECONDS } from '../../../core/domain/reading.js';
import { RuleDescriber } from '../../../core/policy/describe-rule.js';
import { listText } from '../../../core/policy/describe-schedule.js';
import type { TraceStep } from '../../../core/policy/explain.js';
import type { ExplainedEvent, Explanation } from '../../../core/use-cases/explain-event.js';
import { EXPLAIN_WORDS, type ExplainWords, type StepFacts } from './explain-words.js';

type Known = Extract<Explanation, { known: true }>;

export interface ShownStep {
  state: 'passed' | 'granted' | 'refused';
  text: string;
}

export interface StepsAsk {
  event: ExplainedEvent['event'];
  explanation: Known;
  language: Language;
  /** The campus's. */
  timeZone: string;
}

/** A decision step by step in words, as it came about; the last step is the one that decided. */
export function stepsOf(ask: StepsAsk): ShownStep[] {
  const words = EXPLAIN_WORDS[ask.language];
  const facts = factsOf(ask, words);
  const { trace, by, reading } = ask.explanation;
  const isVisit = reading.ok && reading.window !== undefined;
  const steps = trace.steps
    .filter(({ check }) => isVisit || !check.startsWith('visit-'))
    .flatMap((step) => tell(step, facts, words));
  if (by === 'single_use') return [...steps, { state: 'refused', text: words.singleUse }];
  if (by === 'origin') return [...steps, { state: 'granted', text: words.origin(facts) }];
  return steps;
}

/** Where the rules went on to say no, another system was asked; that is no refusal yet. */
function tell({ check, outcome, reason }: TraceStep, facts: StepFacts, words: ExplainWords): ShownStep[] {
  const text = words.steps[check]?.[reason ?? 'passed']?.(facts);
  if (text === undefined) return [];
  return [{ state: facts.origin !== '' && outcome === 'refused' ? 'passed' : outcome, text }];
}

export interface ShownRule {
  id: string;
  sentence: string;
  because: string;
  applies: boolean;
}

/** Every rule about the point, and what spoke for or against it; those that applied first. */
export function rulesOf({ explanation, language }: StepsAsk): ShownRule[] {
  const { trace } = explanation;
  const describe = describer(explanation, language);
  const shown = trace.rules.map(({ rule, because }) => ({
    id: rule,
    sentence: describe(rule),
    because: EXPLAIN_WORDS[language].because[because],
    applies: because === 'applies',
  }));
  return shown.sort((a, b) => Number(b.applies) - Number(a.applies));
}

/** The rules of then as sentences. Sets of groups stand for people with many; nobody should read of them. */
export function describer({ source, trace }: Known, language: Language): (rule: string) => string {
  const names = new RuleDescriber(source, trace.local.date, language);
  return (id) => {
    const rule = source.rules.find((one) => one.id === id);
    if (!rule) return '';
    return names.sentence({
      ...rule,
      groups: rule.groups.filter((group) => groupSetMembers(group) === null),
    });
  };
}

function factsOf({ event, explanation, language, timeZone }: StepsAsk, words: ExplainWords): StepFacts {
  const { trace, reading } = explanation;
  const rule = trace.decision.rule ?? '';
  const clock = formatter(language, timeZone, { timeStyle: 'medium', hourCycle: 'h23' });
  const moment = formatter(language, timeZone, { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' });
  const issued = reading.ok ? reading.issued : 0;
  const window = reading.ok ? reading.window : undefined;
  const own = reading.ok ? reading.groups : [];
  return {
    groups: groupNames(explanation, language) || words.noGroups,
    rule,
    sentence: describer(explanation, language)(rule),
    local: `${words.weekdays[trace.local.weekday]} ${trace.local.time}`,
    from: clock(issued),
    until: clock(issued + STEP_SECONDS + SKEW_SECONDS),
    shown: clock(event.at / 1000),
    moved: own.join() !== explanation.groups.join(),
    windowFrom: window ? moment(window.from) : '',
    windowUntil: window ? moment(window.until) : '',
    origin: explanation.by === 'origin' ? (event.origin ?? '') : '',
  };
}

function groupNames({ source, groups }: Known, language: Language): string {
  const known = new Map(source.groups.map((group) => [group.number, group]));
  const numbers = groups.flatMap((number) => groupSetMembers(known.get(number)?.id ?? '') ?? [number]);
  const names = [...new Set(numbers)].flatMap((number) => known.get(number)?.name ?? []);
  return listText(
    names.map((name) => localized(name, language)),
    language,
  );
}

/** Of epoch seconds. */
function formatter(
  language: Language,
  timeZone: string,
  options: Intl.DateTimeFormatOptions,
): (seconds: number) => string {
  const format = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { timeZone, ...options });
  return (seconds) => format.format(seconds * 1000);
}
