import { dateFormat } from '../../../core/domain/date-format.js';
import type { Language } from '../../../core/domain/languages.js';

/** "22 Nov 2026, 14:05:09" by the campus's clocks. */
export function consoleTime(at: string, language: Language, timeZone: string): string {
  const locale = language === 'en' ? 'en-GB' : language;
  const format = dateFormat(locale, {
    timeZone,
    dateStyle: 'medium',
    timeStyle: 'medium',
    hourCycle: 'h23',
  });
  // Some of the spaces that ICU puts between are thin ones that old phones draw as boxes.
  return format.format(new Date(at)).replaceAll(/[\u2009\u202f]/g, ' ');
}
