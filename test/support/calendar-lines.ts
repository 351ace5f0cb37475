export interface CalendarLine {
  /** Between the name and the value, as written. */
  parameters: string;
  /** Unescaped. */
  value: string;
}

/** The lines of an iCalendar object by name, unfolded and unescaped (RFC 5545 sections 3.1 and 3.3.11). */
export function linesOf(calendar: string): Map<string, CalendarLine> {
  const lines = calendar
    .replaceAll(/\r\n[ \t]/g, '')
    .split('\r\n')
    .filter(Boolean);
  return new Map(lines.map(parsed));
}

function parsed(line: string): [string, CalendarLine] {
  const found = /^([A-Z-]+)((?:;[A-Z-]+=(?:"[^"]*"|[^";:,]*))*):(.*)$/su.exec(line);
  if (!found) throw new Error(`no iCalendar line: ${line}`);
  const [, name = '', parameters = '', value = ''] = found;
  const text = value.replaceAll(/\\([\\;,nN])/g, (_, sign: string) => (/n/i.test(sign) ? '\n' : sign));
  return [name, { parameters, value: text }];
}
