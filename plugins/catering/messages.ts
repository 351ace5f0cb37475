import { type Language, localized } from '../../core/domain/languages.js';
import type { Reason } from '../../core/domain/reasons.js';
import { sentence } from '../../core/domain/sentences/index.js';
import type { CateringScope } from './claims.js';
import { TILL_WORDS } from './words.js';

/** Where a meal of the period `name` stands, as a till tells it. `at`: epoch milliseconds of the earlier meal. */
export type Standing =
  | { kind: 'taken' | 'free' | 'reversed' | 'fullPrice'; name: string }
  | { kind: 'used'; name: string; at: number }
  | { kind: 'noPeriod' };

/** A refusal on a till's display: why, and whom the campus says to ask. */
export function refusalMessage(scope: CateringScope, reason: Reason, language: Language): string {
  return `${ended(sentence(reason, 'vendor', language), language)}${adviceOf(scope, language)}`;
}

/** What a till shows when the person may buy; who comes a second time is told whom to ask. */
export function mealMessage(scope: CateringScope, standing: Standing, language: Language): string {
  const words = TILL_WORDS[language];
  if (standing.kind === 'noPeriod') return words.noPeriod;
  const { name } = standing;
  if (standing.kind !== 'used') return words[standing.kind](name);
  const time = clockOf(scope.campus.timeZone, standing.at);
  return `${words.used(name, time)}${gap(language)}${adviceOf(scope, language)}`;
}

/** The advice of the canteen's contact in the campus file, else the house's own. */
function adviceOf({ hub, settings }: CateringScope, language: Language): string {
  const wanted = settings.contactTopic;
  const contact = hub.file().contacts.find(({ topic, about }) => {
    return wanted === undefined ? about?.includes('meals') || topic === 'canteen' : topic === wanted;
  });
  return contact?.advice ? localized(contact.advice, language) : TILL_WORDS[language].advice;
}

function ended(text: string, language: Language): string {
  if (/[.!?。！？]$/.test(text)) return text + gap(language);
  return `${text}${language === 'en' ? '. ' : '。'}`;
}

function gap(language: Language): string {
  return language === 'en' ? ' ' : '';
}

function clockOf(timeZone: string, at: number): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at);
}
