const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  formats.set(timeZone, format);
  return format;
}

/** The campus's local day, "2026-11-22", at `at` (epoch milliseconds). */
export function campusDay(timeZone: string, at: number): string {
  return formatFor(timeZone).format(at);
}

/** The first instant of the next local day, in epoch milliseconds. */
export function nextCampusDay(timeZone: string, at: number): number {
  const today = campusDay(timeZone, at);
  // A local day has 23 to 25 hours: the change lies between now and 26 hours from now.
  let before = at;
  let after = at + 26 * 3_600_000;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (campusDay(timeZone, middle) === today) before = middle;
    else after = middle;
  }
  return after;
}

/** The first instant of the local day, in epoch milliseconds. */
export function campusDayStart(timeZone: string, at: number): number {
  const today = campusDay(timeZone, at);
  let before = at - 26 * 3_600_000;
  let after = at;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (campusDay(timeZone, middle) === today) after = middle;
    else before = middle;
  }
  return after;
}
