import { LRUCache } from 'lru-cache';
import { TokenBucket } from '../../core/domain/token-bucket.js';

/** How often somebody may ask on this node: so many at once after a pause, and so many a second on the average. */
export class Rate {
  // With `max` it would make room for all of them at once: megabytes that nobody uses.
  readonly #buckets = new LRUCache<string, TokenBucket>({
    maxSize: 100_000,
    sizeCalculation: () => 1,
  });

  constructor(
    private readonly burst: number,
    private readonly perSecond: number,
  ) {}

  /** False for who has had enough. */
  take(who: string, now: number): boolean {
    const bucket = this.#buckets.get(who) ?? new TokenBucket(this.burst, this.perSecond);
    this.#buckets.set(who, bucket);
    return bucket.take(now);
  }
}
