import {
  BrokenCircuitError,
  type CircuitBreakerPolicy,
  ConsecutiveBreaker,
  circuitBreaker,
  ExponentialBackoff,
  handleWhen,
  retry,
} from 'cockatiel';
import { LRUCache } from 'lru-cache';
import { OutboundError } from './errors.js';

/** Failures in a row after which a host is left alone, and for how long, in milliseconds. */
const FAILURES = 5;
const REST_MS = 10_000;
const ATTEMPTS = 2;

const BUSY = new Set([502, 503, 504]);
const isBusy = (answer: unknown) => answer instanceof Response && BUSY.has(answer.status);
const failed = handleWhen(
  (error) => error instanceof OutboundError && /timeout|unavailable/.test(error.code),
).orWhenResult(isBusy);
const retriable = handleWhen(
  (error) => error instanceof OutboundError && error.code === 'outbound_unavailable',
).orWhenResult(isBusy);

const retrying = retry(retriable, {
  maxAttempts: ATTEMPTS,
  backoff: new ExponentialBackoff({ initialDelay: 100, maxDelay: 1_000 }),
});

/** One breaker per origin: a system that is down is down for every plugin that calls it. */
const breakers = new LRUCache<string, CircuitBreakerPolicy>({ max: 1_000 });

function breakerFor(origin: string): CircuitBreakerPolicy {
  const known = breakers.get(origin);
  if (known) return known;
  const breaker = circuitBreaker(failed, {
    halfOpenAfter: REST_MS,
    breaker: new ConsecutiveBreaker(FAILURES),
  });
  breakers.set(origin, breaker);
  return breaker;
}

/** Makes one attempt unless the origin is being left alone. */
export async function throughBreaker<T>(origin: string, attempt: () => Promise<T>): Promise<T> {
  try {
    return await breakerFor(origin).execute(attempt);
  } catch (error) {
    if (!(error instanceof BrokenCircuitError)) throw error;
    throw new OutboundError('outbound_unavailable', `${origin} failed ${FAILURES} times and is left alone`);
  }
}

/**
 * Makes `attempt` again, at most twice, after a growing pause, where the other system could not be reached or said that
 * it is busy. For what may be asked twice without harm only.
 */
export function withRetries<T>(attempt: () => Promise<T>, signal: AbortSignal): Promise<T> {
  return retrying.execute(attempt, signal);
}
