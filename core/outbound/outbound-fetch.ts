import { throughBreaker, withRetries } from './breakers.js';
import { OutboundError } from './errors.js';
import { refuseLiteral } from './guarded-lookup.js';
import type { OutboundInit, OutboundLimits } from './limits.js';
import { type Line, requestOnce } from './request-once.js';

const IDEMPOTENT = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE']);

/**
 * The one way to call another system by HTTP. Redirects are answers, not followed: the place they name was never
 * consented to. Throws `OutboundError`; when `init.signal` is aborted, its reason.
 */
export async function outboundFetch(
  address: string | URL,
  init: OutboundInit,
  limits: OutboundLimits,
): Promise<Response> {
  const url = checkedUrl(address);
  refuseLiteral(url, limits.allowPrivate);
  const budget = AbortSignal.timeout(limits.budgetMs);
  const signal = init.signal ? AbortSignal.any([budget, init.signal]) : budget;
  const line = { reached: false };
  const attempt = () =>
    throughBreaker(url.origin, () => withinBudget(requestOnce(url, init, limits, signal, line)));
  const withinBudget = (asked: Promise<Response>) =>
    asked.catch((error: unknown) => {
      if (init.signal?.aborted) throw init.signal.reason;
      throw budget.aborted ? tookTooLong(url, limits, line) : error;
    });
  const mayRepeat = limits.idempotent ?? IDEMPOTENT.has(init.method ?? 'GET');
  return mayRepeat ? withRetries(attempt, signal) : attempt();
}

function checkedUrl(address: string | URL): URL {
  const url = URL.canParse(String(address)) ? new URL(address) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new OutboundError('outbound_refused', 'only http and https addresses are called');
  }
  // A password in an address ends up in logs: it has a setting of its own.
  if (url.username !== '' || url.password !== '') {
    throw new OutboundError('outbound_refused', 'an address with a password in it is not called');
  }
  return url;
}

function tookTooLong(url: URL, { budgetMs }: OutboundLimits, { reached }: Line): OutboundError {
  return new OutboundError('outbound_timeout', `${url.host} did not answer within ${budgetMs} ms`, {
    reached,
  });
}
