import { clockFormat } from './clock-format.js';

const WRITTEN = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?$/;

/**
 * The instant (epoch milliseconds) of a time as people and forms write it: `2026-11-23 14:00` or `2026-11-23T14:00` by the
 * clocks of `timeZone`, or with a distance from UTC. Null for what is no time, also one that the clocks leap over.
 */
export function instantOf(timeZone: string, written: string): number | null {
  const [, date, minute, second = '00', zone] = WRITTEN.exec(written.trim()) ?? [];
  const asUtc = Date.parse(`${date}T${minute}:${second}Z`);
  // A parser may make the 1st of March of the 30th of February.
  if (Number.isNaN(asUtc) || new Date(asUtc).toISOString().slice(0, 10) !== date) return null;
  if (zone !== undefined) {
    const given = Date.parse(`${date}T${minute}:${second}${zone}`);
    return Number.isNaN(given) ? null : given;
  }
  // Clocks are at most 14 hours from UTC; near a change the first guess may take the other side's distance.
  const first = asUtc - distance(timeZone, asUtc);
  const guess = asUtc - distance(timeZone, first);
  return guess + distance(timeZone, guess) === asUtc ? guess : null;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Milliseconds by which the zone's clocks are ahead of UTC at an instant. */
function distance(timeZone: string, at: number): number {
  const format = formats.get(timeZone) ?? clockFormat(timeZone);
  formats.set(timeZone, format);
  const part: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(at)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
}
