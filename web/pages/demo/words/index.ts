import type { Language } from '../../../../core/domain/languages.js';
import { english } from './en.js';
import { simplifiedChinese } from './zh-Hans.js';
import { traditionalChinese } from './zh-Hant.js';

export type DemoWords = typeof english;

export const DEMO_WORDS: Record<Language, DemoWords> = {
  en: english,
  'zh-Hant': traditionalChinese,
  'zh-Hans': simplifiedChinese,
};
