import type { Language } from '../../../../core/domain/languages.js';
import { english, type PlaceWords } from './en.js';
import { simplifiedChinese } from './zh-Hans.js';
import { traditionalChinese } from './zh-Hant.js';

export type { PlaceWords } from './en.js';

export const PLACE_WORDS: Record<Language, PlaceWords> = {
  en: english,
  'zh-Hant': traditionalChinese,
  'zh-Hans': simplifiedChinese,
};
