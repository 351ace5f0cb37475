import type { Localized } from './languages.js';
import type { AccessPoint, Hours, Weekday } from './policy-source.js';

/** A vendor device as plugins see it; its token stays with the hub. */
export interface DeviceView {
  id: string;
  plugin: string;
  kind: string;
  name: Localized;
  points: readonly string[];
  /** Where the device itself is called, when the hub has to; empty when the variable that names it is not set. */
  address?: string;
}

/**
 * What a device that decides nothing by itself should hold: its points and the hours on which anybody is let in
 * there, in the campus's local time. It names no person and no group.
 */
export interface DesiredPolicy {
  version: number;
  timeZone: string;
  points: {
    id: string;
    name: Localized;
    mode: AccessPoint['mode'];
    hours: { [day in Weekday]: Hours[] };
  }[];
}
