import type { DenyReason } from './reasons.js';

/** What a text proved to say. Times in epoch seconds; a handle is 16 lower-case hex digits. */
export type Reading = ProvenReading | UnprovenReading;

export interface ProvenReading {
  ok: true;
  campus: number;
  key: number;
  handle: string;
  groups: readonly number[];
  /** Start of the code's step. */
  issued: number;
  /** A visit's window, half open. */
  window?: { from: number; until: number };
  /** A visit's points, by number. */
  points?: readonly number[];
}

export interface UnprovenReading {
  ok: false;
  reason: Extract<DenyReason, 'unreadable' | 'wrong_campus' | 'unknown_key' | 'bad_signature'>;
}

/** Length of a step in seconds: one code per step (design section 2). */
export const STEP_SECONDS = 30;
/** How far a code may lie in the past after its step, or in the future before it, in seconds. */
export const SKEW_SECONDS = 5;
