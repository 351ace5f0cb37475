import { clockFormat } from '../domain/clock-format.js';
import { PolicyError } from './errors.js';

/** A stretch of time with one distance from UTC. Both in seconds; it lasts until the next one starts. */
export interface ZoneOffset {
  start: number;
  offset: number;
}

/** No zone changes twice within so short a time, so looking this often misses no change. */
const STRIDE = 86_400;

/** The offsets of a time zone (IANA name) in [from, until), epoch seconds, oldest first. @throws RangeError for no zone */
export function zoneOffsets(timeZone: string, from: number, until: number): ZoneOffset[] {
  const offsetAt = offsetReader(timeZone);
  const found = [{ start: from, offset: offsetAt(from) }];
  for (let low = from; low < until; low += STRIDE) {
    const high = Math.min(low + STRIDE, until);
    const offset = offsetAt(high);
    if (offset !== offsetAt(low)) found.push({ start: changeBetween(offsetAt, low, high), offset });
  }
  return found;
}

/** First second in (low, high] that has the offset of `high`. */
function changeBetween(offsetAt: (seconds: number) => number, low: number, high: number): number {
  const after = offsetAt(high);
  let [before, known] = [low, high];
  while (known - before > 1) {
    const middle = Math.floor((before + known) / 2);
    if (offsetAt(middle) === after) known = middle;
    else before = middle;
  }
  return known;
}

function offsetReader(timeZone: string): (seconds: number) => number {
  const format = clockFormat(timeZone);
  return (seconds) => {
    const part: { [type: string]: number } = {};
    for (const { type, value } of format.formatToParts(seconds * 1000)) part[type] = Number(value);
    const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = part;
    const local = Date.UTC(year, month - 1, day, hour, minute, second) / 1000;
    if (Number.isFinite(local)) return local - seconds;
    throw new PolicyError('horizon_invalid', `${seconds} is not an instant of the calendar`);
  };
}
