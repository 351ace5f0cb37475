import { isIPv6 } from 'node:net';
import { LRUCache } from 'lru-cache';
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
    const home = network(address);
    const bucket = this.#buckets.get(home) ?? new TokenBucket(AT_ONCE, PER_SECOND);
    this.#buckets.set(home, bucket);
    return bucket.take(now);
  }
}

/** An IPv6 customer has 2^64 addresses at least (RFC 6177), so the network counts as one. */
function network(address: string): string {
  if (!isIPv6(address) || address.includes('.')) return address;
  const [head = '', tail = ''] = address.split('::');
  const left = head.split(':').filter(Boolean);
  const right = tail.split(':').filter(Boolean);
  const zeros = Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0');
  const groups = address.includes('::') ? [...left, ...zeros, ...right] : left;
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
