import { request as ask, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { Request, RequestHandler, Response } from 'express';
import { Problem } from '../core/domain/problem.js';

const SENT = ['accept', 'accept-language', 'content-type', 'content-length'];
const ANSWERED = [
  'cache-control',
  'content-disposition',
  'content-security-policy',
  'content-type',
  'location',
  'referrer-policy',
  'x-content-type-options',
];
const SAFE = new Set(['GET', 'HEAD']);

/**
 * Shows a simulator's pages below the hub, under `prefix`: one address and one certificate for a phone, and no browser is
 * let across origins. The simulator is told neither cookies nor tokens; what it says of its own page (its security policy)
 * stands. Only the hub's own pages may press its buttons, and under no name but the hub's own is anything read.
 */
export function forwardTo(simulator: string, prefix: string, publicUrl: string): RequestHandler {
  const { hostname, port, host } = new URL(simulator);
  return (request, response, next) => {
    refuseForeign(request, publicUrl);
    const { method, url: path } = request;
    const headers = { ...chosen(request.headers, SENT), host, 'x-forwarded-prefix': prefix };
    const forwarded = ask({ hostname, port, method, path, headers }, (answer) => pass(answer, response));
    forwarded.once('error', () =>
      next(new Problem(503, 'virtual_campus_away', 'The virtual campus does not answer.')),
    );
    response.once('close', () => forwarded.destroy());
    request.pipe(forwarded);
  };
}

/** A browser names the page that a form comes from; what was opened under another name could be anybody's page. */
export function refuseForeign({ method, headers }: Request, publicUrl: string): void {
  const { host, origin } = new URL(publicUrl);
  const own =
    headers.host === host &&
    (SAFE.has(method) ||
      (headers.origin === undefined
        ? (headers['sec-fetch-site'] ?? 'same-origin') === 'same-origin'
        : headers.origin === origin));
  if (!own) throw new Problem(403, 'foreign_page', 'Another site sent this request.');
}

function pass(answer: IncomingMessage, response: Response): void {
  response.status(answer.statusCode ?? 502);
  for (const [name, value] of Object.entries(chosen(answer.headers, ANSWERED)))
    response.setHeader(name, value);
  answer.once('error', () => response.destroy());
  answer.pipe(response);
}

function chosen(headers: IncomingHttpHeaders, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = headers[name];
      return typeof value === 'string' ? [[name, value] as const] : [];
    }),
  );
}
