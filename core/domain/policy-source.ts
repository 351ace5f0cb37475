import type { Localized } from './languages.js';

/** "08:30"; "24:00" is the end of a day. Local time of the campus. */
export type ClockTime = string;
/** "2026-12-25", local to the campus. */
export type LocalDate = string;
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Half open: `from` is inside, `to` is not. `to` <= `from` runs past midnight into the next day. */
export interface Hours {
  from: ClockTime;
  to: ClockTime;
}

/** Weekly hours, and the dates on which other hours (or none) hold instead of the weekly ones. */
export interface Schedule {
  id: string;
  week: { [day in Weekday]?: Hours[] | undefined };
  exceptions: { date: LocalDate; hours: Hours[] }[];
}

/** A named set of people. `number` is what codes carry: 1 to 65535, never used again for another group. */
export interface Group {
  id: string;
  number: number;
  name: Localized;
}

export interface Area {
  id: string;
  parent?: string | undefined;
  name: Localized;
}

export const POINT_KINDS = ['gate', 'door', 'printer', 'till'] as const;
export type PointKind = (typeof POINT_KINDS)[number];

/**
 * `disabled` refuses everybody; `released` (free passage) and `evacuation` grant every scan, readable or not,
 * and count it.
 */
export const POINT_MODES = ['normal', 'disabled', 'released', 'evacuation'] as const;
export type PointMode = (typeof POINT_MODES)[number];

/** A reader at a gate, door, printer or till. `number` is what codes carry, 1 to 65535, never used again. */
export interface AccessPoint {
  id: string;
  number: number;
  area: string;
  kind: PointKind;
  name: Localized;
  mode: PointMode;
  /** Coming soon: named on the premises page, refused as `point_disabled` before this date. */
  opens?: LocalDate | undefined;
}

/**
 * Who x where x when. `points` and `areas` (with all areas below them) are joined; both empty means nowhere.
 * `groups` empty means nobody. No `schedule` means always. A deny wins over any number of allows.
 */
export interface Rule {
  id: string;
  effect: 'allow' | 'deny';
  groups: string[];
  points: string[];
  areas: string[];
  schedule?: string | undefined;
  /** First and last local date on which the rule holds. */
  from?: LocalDate | undefined;
  until?: LocalDate | undefined;
}

/** Deny all but the responders in an area and every area below it. */
export interface Lockdown {
  area: string;
  responders: string[];
}

/** All that a campus's decisions rest on, as written by people; `compile` turns it into a bundle. */
export interface PolicySource {
  /** 1 to 65535, in every code. */
  campus: number;
  slug: string;
  timeZone: string;
  areas: Area[];
  points: AccessPoint[];
  groups: Group[];
  schedules: Schedule[];
  rules: Rule[];
}

/** What changed about a holder since the code's facts were written (design section 2). Times in epoch seconds. */
export interface Void {
  /** 16 hex digits. */
  handle: string;
  /** When the code's own facts would have expired; the void is dropped then. */
  until: number;
  what: 'frozen' | 'suspended' | 'revoked' | 'superseded' | { groups: number[] };
}
