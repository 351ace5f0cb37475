import { LRUCache } from 'lru-cache';
import { networkOf } from '../../domain/network-of.js';
import { Problem } from '../../domain/problem.js';
import { TokenBucket } from '../../domain/token-bucket.js';
import { tokenDigest } from '../../store/token.js';

const KEPT = 100_000;

/** Bounds how often one pass or address asks on this node. What it is told of is kept as a digest only. */
export class PassRate {
  // With `max` it would make room for all of them at once: megabytes that nobody uses.
  readonly #buckets = new LRUCache<string, TokenBucket>({ maxSize: KEPT, sizeCalculation: () => 1 });

  constructor(
    private readonly burst: number,
    private readonly perSecond: number,
  ) {}

  /** False when `whose` has had enough for now. */
  take(whose: string, now: number): boolean {
    const key = tokenDigest(whose).toString('base64');
    const bucket = this.#buckets.get(key) ?? new TokenBucket(this.burst, this.perSecond);
    this.#buckets.set(key, bucket);
    return bucket.take(now);
  }
}

/** 30 codes at once and 30 a minute: a pass needs two a minute. Throws `too_many_codes` (429). */
export class PassCodeRate {
  readonly #rate = new PassRate(30, 0.5);

  spend(session: string, now: number): void {
    if (this.#rate.take(session, now)) return;
    throw new Problem(429, 'too_many_codes', 'This pass asked for too many codes.', { retryAfter: 2 });
  }
}

/**
 * Tokens cannot be guessed; who tries all the same is slowed down. Only links that lead nowhere count: a crowd before a gate
 * has one address, that of the campus's Wi-Fi or of a mobile network. Throws `too_many_links` (429).
 */
export class LinkRate {
  readonly #rate = new PassRate(60, 1);

  /** Runs `open`, and counts it where it throws `link_ended`. */
  async counted<T>(remoteAddress: string, now: number, open: () => Promise<T>): Promise<T> {
    try {
      return await open();
    } catch (error) {
      if (error instanceof Problem && error.code === 'link_ended') this.spend(remoteAddress, now);
      throw error;
    }
  }

  spend(remoteAddress: string, now: number): void {
    if (this.#rate.take(networkOf(remoteAddress), now)) return;
    throw new Problem(429, 'too_many_links', 'Too many links were opened from this address.', {
      retryAfter: 5,
    });
  }
}
