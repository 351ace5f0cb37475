import type { Language } from '../../../core/domain/languages.js';
import { english } from './en.js';
import { simplifiedChinese } from './zh-Hans.js';
import { traditionalChinese } from './zh-Hant.js';

export interface LegacyWords {
  title: string;
  lede: string;
  used(times: string, last: string): string;
  unused: string;
  gates: string;
  point: string;
  own: string;
  yes: string;
  no: string;
  silent: string;
  closedYes: string;
  lastUse: string;
  never: string;
  none: string;
}

export const LEGACY_WORDS: Record<Language, LegacyWords> = {
  en: english,
  'zh-Hant': traditionalChinese,
  'zh-Hans': simplifiedChinese,
};
