/** A day and a time as native inputs write them: "2026-11-23", "14:00". */
export interface LocalMoment {
  day: string;
  time: string;
}

/** The day and time that clocks of a zone show at `at`, epoch milliseconds. */
export function momentOf(at: number, timeZone: string): LocalMoment {
  const part = (options: Intl.DateTimeFormatOptions, locale: string) =>
    new Intl.DateTimeFormat(locale, { timeZone, ...options }).format(at);
  return {
    day: part({ year: 'numeric', month: '2-digit', day: '2-digit' }, 'en-CA'),
    time: part({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, 'en-GB'),
  };
}
