const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * A format that was made before is given again: making one costs as much as some hundred instants written with it, and a
 * page writes two for each row. There are as many as languages, the zones of campuses and the ways in which pages tell time.
 */
export function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = formats.get(key);
  if (known) return known;
  const format = new Intl.DateTimeFormat(locale, options);
  formats.set(key, format);
  return format;
}
