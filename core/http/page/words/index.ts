import type { Language } from '../../../domain/languages.js';
import { english } from './en.js';
import { simplifiedChinese } from './zh-Hans.js';
import { traditionalChinese } from './zh-Hant.js';

/** What the frame around every page says. */
export interface LayoutWords {
  skip: string;
  languages: string;
  pages: string;
  signedInAs: string;
  signOut: string;
  help: string;
  otherContacts: string;
  policies: string;
}

export const LAYOUT_WORDS: Record<Language, LayoutWords> = {
  en: english,
  'zh-Hant': traditionalChinese,
  'zh-Hans': simplifiedChinese,
};
