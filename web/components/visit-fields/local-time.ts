import { zoneOffsets } from '../../../core/policy/zone.js';

/** A day and a time as native inputs write them: "2026-11-23", "14:00". */
export interface LocalMoment {
  day: string;
  time: string;
}

/** Epoch milliseconds of a moment in a zone; NaN for what is no moment. In the hour that a clock skips, the one after it. */
export function instantOf({ day, time }: LocalMoment, timeZone: string): number {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !/^\d{2}:\d{2}(:\d{2})?$/.test(time)) return Number.NaN;
  const asUtc = Date.parse(`${day}T${time}Z`);
  if (Number.isNaN(asUtc)) return asUtc;
  const guess = asUtc - offsetAt(timeZone, asUtc);
  return asUtc - offsetAt(timeZone, guess);
}

/** The day and time that clocks of a zone show at `at`, epoch milliseconds. */
export function momentOf(at: number, timeZone: string): LocalMoment {
  const local = new Date(at + offsetAt(timeZone, at)).toISOString();
  return { day: local.slice(0, 10), time: local.slice(11, 16) };
}

function offsetAt(timeZone: string, at: number): number {
  const seconds = Math.floor(at / 1000);
  return (zoneOffsets(timeZone, seconds, seconds + 1)[0]?.offset ?? 0) * 1000;
}
