import type { Language } from '../../core/domain/languages.js';

/** Signs that stand in one of the two Chinese scripts only. */
const ONLY_SIMPLIFIED =
  /[访员门闸码请这时间说为应该对发动电话设备区规则览务输错误认证变过进还开关们单页处读谁没]/;
const ONLY_TRADITIONAL =
  /[訪員門閘碼請這時間說為應該對發動電話設備區規則覽務輸錯誤認證變過進還開關們單頁處讀誰沒]/;
/** A sentence: a word and at least three more in small letters. Names of people and things are capitalised. */
const ENGLISH = /\b[A-Za-z][a-z’']+(?:[ ,]+[a-z][a-z’']+){3,}/;
const HAN = /\p{Script=Han}/u;

/**
 * Lines of a page that look as if they were in another language: a heuristic, for what was forgotten. `lines` are what a
 * reader sees, without what the page itself marks as another language.
 */
export function untranslated(language: Language, lines: readonly string[]): string[] {
  const wrong = {
    en: (line: string) => HAN.test(line) && !/[A-Za-z]/.test(line),
    'zh-Hant': (line: string) => ENGLISH.test(line) || ONLY_SIMPLIFIED.test(line),
    'zh-Hans': (line: string) => ENGLISH.test(line) || ONLY_TRADITIONAL.test(line),
  }[language];
  return lines.filter(wrong);
}
