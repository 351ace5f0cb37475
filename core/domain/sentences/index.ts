import type { CredentialReason } from '../credential.js';
import type { Language, Localized } from '../languages.js';
import type { Reason } from '../reasons.js';
import { english } from './en.js';
import { simplifiedChinese } from './zh-Hans.js';
import { traditionalChinese } from './zh-Hant.js';

/**
 * `guard`: who stands at the point and has to act. `holder`: who was let in or refused, with the next step.
 * `vendor`: one line on a device's display, at most 32 characters, in Chinese at most 14.
 */
export const AUDIENCES = ['guard', 'holder', 'vendor'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** Every sentence of one language: a reason without its sentences does not compile. */
export interface Sentences {
  decisions: Record<Reason, Record<Audience, string>>;
  /** Read by the holder where the campus file has no sentence of its own. */
  credentials: Record<Exclude<CredentialReason, 'eligible'>, string>;
}

const SENTENCES: Record<Language, Sentences> = {
  en: english,
  'zh-Hant': traditionalChinese,
  'zh-Hans': simplifiedChinese,
};

/** What `audience` reads about a decision. */
export function sentence(reason: Reason, audience: Audience, language: Language): string {
  return SENTENCES[language].decisions[reason][audience];
}

/** What a person without an active credential reads, unless the campus file says it in its own words. */
export function ineligibleSentence(reason: Exclude<CredentialReason, 'eligible'>): Localized {
  return {
    en: english.credentials[reason],
    'zh-Hant': traditionalChinese.credentials[reason],
    'zh-Hans': simplifiedChinese.credentials[reason],
  };
}
