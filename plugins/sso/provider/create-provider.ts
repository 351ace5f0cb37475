import type { EventEmitter } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Request, RequestHandler } from 'express';
import type { Provider as ProviderType } from 'oidc-provider';
import { Problem } from '../../../core/domain/problem.js';
import type { Scope } from '../../../core/host/plugin.js';
import { configuration, type ProviderParts } from './configuration.js';
import { Provider } from './library.js';
import { StartRate } from './start-rate.js';

/** The campus's issuer, at `<publicUrl>/oidc/<campus>`. */
export function createProvider(parts: ProviderParts): ProviderType {
  const { node, campus, log } = parts.scope;
  const provider = new Provider(`${node.publicUrl}/oidc/${campus.slug}`, configuration(parts));
  // Read below from what we set ourselves, never from what a caller sent.
  provider.proxy = true;
  // With nobody listening to 'error' the library would print it, with whatever was sent.
  const emitter: EventEmitter = provider;
  emitter.on('server_error', (_ctx, error: Error) => tell(log, error));
  emitter.on('error', (error: Error) => tell(log, error));
  return provider;
}

/** Messages may quote what was sent; kind, code and place are enough to find the cause. */
function tell(log: Scope['log'], error: Error & { code?: string }): void {
  const where = (error.stack ?? '').split('\n').slice(1, 5).join('\n');
  log.error({ error: error.name, code: error.code, where }, 'the issuer failed');
}

/**
 * The handler to mount. Every address the provider writes is built from the configured one: whatever Host or forwarded
 * header a request came with, and by whichever way the hub reached itself, there is one issuer.
 */
export function providerHandler(
  provider: ProviderType,
  { node: { publicUrl }, now }: Pick<Scope, 'node' | 'now'>,
  headers: Record<string, string>,
): RequestHandler {
  const { host, protocol } = new URL(publicUrl);
  const starts = new StartRate();
  const answer: (request: IncomingMessage, response: ServerResponse) => void = provider.callback();
  return (request, response) => {
    if (begins(request) && !starts.take(request.ip ?? '', now())) throw tooManyStarts();
    request.headers.host = host;
    request.headers['x-forwarded-host'] = host;
    request.headers['x-forwarded-proto'] = protocol.slice(0, -1);
    // The discovery document and keys are public and short-lived; pages replace what they need.
    response.setHeader('content-security-policy', headers['content-security-policy'] ?? '');
    answer(request, response);
  };
}

/** The authorization endpoint; what follows it is the same sign-in going on. */
function begins({ path }: Request): boolean {
  return /^\/auth\/?$/i.test(path);
}

function tooManyStarts(): Problem {
  const detail = 'Too many sign-ins were begun from this address; wait a little.';
  return new Problem(429, 'too_many_sign_ins', detail, { retryAfter: 5 });
}
