import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import type { Answered } from '../metrics/counters.js';
import { withLogFields } from '../metrics/log-fields.js';

/** What the route's handler learns of a request, for the line that is written about it. */
export interface Told {
  /** A pattern, never the path: paths hold visitors' tokens, and queries what somebody searched for. */
  route?: string;
  principal?: 'device' | 'person';
  /** The answer goes on for as long as somebody listens. */
  streamed?: true;
}

export interface RequestLogAsk {
  log: Logger;
  /** The slug of the campus that a path speaks of, where there is such a campus. */
  campus: (path: string) => string | undefined;
  answered?: ((request: Answered) => void) | undefined;
}

/** What a proxy's own id may look like; anything else could be made to look like a line of the log. */
const SANE_ID = /^[A-Za-z0-9._-]{8,64}$/;
/** As web servers say it of a caller who did not wait for the answer. */
const GONE = 499;

/** Gives each request an id, which the answer, every line of the log and an error's page carry, and writes a line at its end. */
export function watchRequests(ask: RequestLogAsk): RequestHandler {
  return (request, response, next) => {
    const requestId = idOf(request);
    const began = performance.now();
    const path = request.path;
    response.setHeader('X-Request-Id', requestId);
    withLogFields({ requestId }, () => {
      response.once('close', () => note(ask, request, response, { path, began }));
      next();
    });
  };
}

export function tell(response: Response, more: Told): void {
  Object.assign(response.locals, more);
}

/** Only the proxy that we were told to trust may name a request; it names it so in its own log. */
function idOf(request: Request): string {
  const given = request.headers['x-request-id'];
  if (typeof given !== 'string' || !SANE_ID.test(given)) return randomUUID();
  const trusts = request.app.get('trust proxy fn') as (address: string | undefined, hop: number) => boolean;
  return trusts(request.socket.remoteAddress, 0) ? given : randomUUID();
}

function note(
  { log, campus, answered }: RequestLogAsk,
  request: Request,
  response: Response,
  { path, began }: { path: string; began: number },
): void {
  const { route = routeOf(path), principal = 'nobody', streamed } = response.locals as Told;
  const { method } = request;
  const ms = performance.now() - began;
  const status = response.headersSent ? response.statusCode : GONE;
  answered?.({ route, method, status, ...(streamed ? {} : { seconds: ms / 1000 }) });
  if (!log.isLevelEnabled('info')) return;
  log.info({ method, route, campus: campus(path), status, ms: Math.round(ms), principal }, 'answered');
}

/** Files are one route; whatever else no route took is not named, since anybody may ask for anything. */
function routeOf(path: string): string {
  return path.startsWith('/assets/') ? '/assets/*' : 'none';
}
