import type { Language } from '../../../../core/domain/languages.js';
import type { ActorKind, AuditAction, AuditFamily } from '../actions.js';
import { english } from './en.js';
import { simplifiedChinese } from './zh-Hans.js';
import { traditionalChinese } from './zh-Hant.js';

/** What a sentence is made of: who acted, and on what or whom, both in words. `self` where it is one person. */
export interface Told {
  who: string;
  whom: string;
  self: boolean;
  detail: Readonly<Record<string, unknown>>;
}

export interface AuditSentences {
  actions: Record<AuditAction, (told: Told) => string>;
  /** An action of a plugin that is not of this house. */
  unknown: (told: Told, action: string) => string;
  families: Record<AuditFamily, string>;
  /** `name` is a person's, a device's, a plugin's ...; empty where nobody may read it. */
  actors: Record<ActorKind, (name: string) => string>;
  /** What stands before the colon of a subject. */
  subjects: Record<Subject, (name: string) => string>;
  /** Somebody in no source. */
  outside: string;
  unknownDevice: string;
}

export const SUBJECTS = [
  'campus',
  'person',
  'device',
  'plugin',
  'point',
  'visit',
  'message',
  'job',
  'source',
] as const;
export type Subject = (typeof SUBJECTS)[number];

export const AUDIT_SENTENCES: Record<Language, AuditSentences> = {
  en: english,
  'zh-Hant': traditionalChinese,
  'zh-Hans': simplifiedChinese,
};
