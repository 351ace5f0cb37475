import { LRUCache } from 'lru-cache';
import { networkOf } from '../../../core/domain/network-of.js';
import { TokenBucket } from '../../../core/domain/token-bucket.js';

/** Thousands of people share a campus's address, of whom each signs in once in a month of a phone's days. */
const AT_ONCE = 600;
const PER_SECOND = 2;
const ADDRESSES = 20_000;

/**
 * How many sign-ins an address may begin on this node: each leaves a row for an hour, before anybody has proven anything.
 */
export class StartRate {
  readonly #buckets = new LRUCache<string, TokenBucket>({ max: ADDRESSES });

  take(address: string, now: number): boolean {
    const home = networkOf(address);
    const bucket = this.#buckets.get(home) ?? new TokenBucket(AT_ONCE, PER_SECOND);
    this.#buckets.set(home, bucket);
    return bucket.take(now);
  }
}
