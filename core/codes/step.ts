import { STEP_SECONDS } from '../domain/reading.js';

/**
 * Seconds by which a handle's grid is shifted, 0 to 29: its first 4 bytes modulo the step. Without it every phone of
 * the campus would ask for its next code in the same second.
 */
export function stepOffset(handle: string): number {
  return Number.parseInt(handle.slice(0, 8), 16) % STEP_SECONDS;
}

/** Start of the step that holds `at`, both in epoch seconds. (handle, step start) is the identity of a code. */
export function stepStart(handle: string, at: number): number {
  const sinceOffset = Math.floor(at) - stepOffset(handle);
  return Math.floor(sinceOffset / STEP_SECONDS) * STEP_SECONDS + stepOffset(handle);
}

/** First second after the step that starts at `start`, in epoch seconds. */
export function stepEnd(start: number): number {
  return start + STEP_SECONDS;
}
