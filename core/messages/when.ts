import type { Language } from '../domain/languages.js';

/** The languages as Intl writes dates in them: 24 hours, day before month in English. */
const LOCALES: Record<Language, string> = { en: 'en-GB', 'zh-Hant': 'zh-HK', 'zh-Hans': 'zh-CN' };
const TO: Record<Language, string> = { en: ' to ', 'zh-Hant': '至', 'zh-Hans': '至' };

export interface Window {
  /** Epoch milliseconds, half open. */
  from: number;
  until: number;
}

export interface When {
  /** `Monday 23 November 2026` */
  day: string;
  /** `Monday 23 November 2026, 09:00 to 17:00 (GMT+8)` */
  long: string;
  /** `23 Nov 09:00-17:00`: for an SMS, in characters of the GSM alphabet where the language allows. */
  short: string;
}

/** A window in the campus's zone and in a language; the second day is named only where it is another. */
export function whenOf({ from, until }: Window, timeZone: string, language: Language): When {
  const write = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(LOCALES[language], { timeZone, ...options });
    return (at: number) => format.format(at).replaceAll(/\s/gu, ' ');
  };
  const day = write({ dateStyle: 'full' });
  const date = write({ day: 'numeric', month: 'short' });
  const time = write({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const comma = language === 'en' ? ', ' : ' ';
  const begin = `${day(from)}${comma}${time(from)}`;
  const sameDay = day(from) === day(until);
  const end = sameDay ? time(until) : `${day(until)}${comma}${time(until)}`;
  const shortEnd = sameDay ? `-${time(until)}` : ` - ${date(until)} ${time(until)}`;
  return {
    day: day(from),
    long: `${begin}${TO[language]}${end} (${offsetAt(from, timeZone)})`,
    short: `${date(from)} ${time(from)}${shortEnd}`,
  };
}

/** `14:35` in the campus's zone. */
export function timeOfDay(at: number, timeZone: string): string {
  const options = { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  return new Intl.DateTimeFormat('en-GB', options).format(at);
}

/** `GMT+8`: a visitor may read the message in another part of the world. */
function offsetAt(at: number, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, timeZoneName: 'shortOffset' });
  return format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}
