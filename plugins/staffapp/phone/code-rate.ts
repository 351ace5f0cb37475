import { LRUCache } from 'lru-cache';

const WINDOW_MS = 60_000;
const CODES_A_WINDOW = 30;
const PHONES = 100_000;

/**
 * At most 30 codes a minute for a phone on this node. A phone needs two; turning to another app and back asks once more
 * each time, so a person never meets the limit and a program that collects codes does.
 */
export class CodeRate {
  // With `max` it would make room for all of them at once: megabytes that nobody uses.
  readonly #windows = new LRUCache<string, { from: number; count: number }>({
    maxSize: PHONES,
    sizeCalculation: () => 1,
  });

  /** Counts one code for the phone; seconds to wait when it has had enough, else 0. */
  take(token: string, now: number): number {
    const window = this.#windows.get(token);
    if (!window || now - window.from >= WINDOW_MS) {
      this.#windows.set(token, { from: now, count: 1 });
      return 0;
    }
    window.count += 1;
    return window.count <= CODES_A_WINDOW ? 0 : Math.ceil((window.from + WINDOW_MS - now) / 1000);
  }
}
