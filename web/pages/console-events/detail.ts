import { type Language, localized } from '../../../core/domain/languages.js';
import { sentence } from '../../../core/domain/sentences/index.js';
import { CONSOLE_PAGES, type ConsolePageName } from '../../../core/http/page/console-nav.js';
import type { Snapshot } from '../../../core/snapshots/snapshot.js';
import type { ExplainedEvent } from '../../../core/use-cases/explain-event.js';
import { pointName } from './list.js';
import { describer, rulesOf, type StepsAsk, stepsOf } from './steps.js';
import { EVENT_WORDS, type EventWords } from './words.js';

export interface DetailAsk {
  snapshot: Snapshot;
  language: Language;
  roles: readonly string[];
  explained: ExplainedEvent;
}

/** What the template of one decision shows. It names nobody. */
export function detailView(ask: DetailAsk) {
  const { snapshot, language, explained } = ask;
  const { event } = explained;
  const all = EVENT_WORDS[language];
  const words = all.one;
  const base = `/${snapshot.slug}/console`;
  return {
    words,
    base: `${base}/events`,
    id: event.id,
    outcome: event.outcome,
    decision: all[event.outcome],
    code: event.reason,
    guard: sentence(event.reason, 'guard', language),
    time: momentText(ask),
    point: { id: event.point, name: pointName(ask, event.point) },
    device: deviceOf(ask, base),
    rule: ruleOf(ask, words),
    version: event.version,
    origin: event.origin,
    proven: provenText(explained, words),
    // By a step that the audit notes: whose code it was says where somebody has been.
    person: ask.roles.includes('admin') && explained.person ? `${base}/events/${event.id}?holder=show` : null,
    othersHere: `${base}/events?${new URLSearchParams({ point: event.point })}`,
    othersOfDevice: `${base}/events?${new URLSearchParams({ device: event.device })}`,
    ...howOf(ask, words, base),
  };
}

function howOf(ask: DetailAsk, words: EventWords['one'], base: string) {
  const { explanation, firstUse } = ask.explained;
  if (!explanation.known)
    return { gone: words.gone[explanation.cause], steps: [], rules: [], rulesTitle: '', first: null };
  const steps: StepsAsk = stepsAsk(ask, explanation);
  const rules = rulesOf(steps);
  return {
    gone: null,
    steps: stepsOf(steps).map((step) => ({ ...step, stateName: words[step.state] })),
    rules,
    rulesTitle: words.rules(rules.length),
    first: firstUse === null ? null : `${base}/events/${firstUse}`,
  };
}

function stepsAsk(
  { snapshot, language, explained }: DetailAsk,
  explanation: StepsAsk['explanation'],
): StepsAsk {
  return { event: explained.event, explanation, language, timeZone: snapshot.file.campus.timeZone };
}

function ruleOf({ explained, language }: DetailAsk, words: EventWords['one']) {
  const { event, explanation } = explained;
  if (event.rule === null) return { id: null, sentence: words.noRule };
  const text = explanation.known ? describer(explanation, language)(event.rule) : words.ruleGone;
  return { id: event.rule, sentence: text };
}

function deviceOf(ask: DetailAsk, base: string) {
  const { snapshot, language, explained } = ask;
  const { device: id } = explained.event;
  const device = [...snapshot.devices.values()].find((one) => one.id === id);
  return {
    id,
    name: device ? localized(device.name, language) : id,
    href: device && may(ask, 'places') ? `${base}/devices/${encodeURIComponent(id)}` : null,
  };
}

function may({ roles }: DetailAsk, page: ConsolePageName): boolean {
  return CONSOLE_PAGES[page].roles.some((role) => roles.includes(role));
}

function provenText({ event, person, isVisit }: ExplainedEvent, words: EventWords['one']): string {
  if (event.handle === null) return words.noCode;
  if (isVisit) return words.codeOfVisitor;
  return person !== null || event.step === null ? words.codeOfHolder : words.codeOfNobody;
}

function momentText({ snapshot, language, explained }: DetailAsk): string {
  const { timeZone } = snapshot.file.campus;
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    timeZone,
    dateStyle: 'full',
    timeStyle: 'medium',
    hourCycle: 'h23',
  }).format(explained.event.at);
}
