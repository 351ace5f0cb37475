const FIRST_MS = 1000;
const LONGEST_MS = 15_000;

/**
 * Milliseconds to wait after the failure number `attempt`, from 0. Doubling, without chance: phones stand on step grids
 * of their own, so they are spread already when a hub comes back.
 */
export function backoff(attempt: number): number {
  return Math.min(FIRST_MS * 2 ** Math.min(attempt, 10), LONGEST_MS);
}
