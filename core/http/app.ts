import { randomUUID } from 'node:crypto';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import compression from 'compression';
import express, { type Express, type Request, type RequestHandler } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import { errorHandler, notFound } from './errors.js';
import type { RouteTable } from './route-table.js';

/** Where files of pages lie: one address, one folder. */
export interface StaticFolder {
  path: string;
  folder: string;
}

export interface AppAsk {
  routes: RouteTable;
  log: Logger;
  publicUrl: string;
  statics: readonly StaticFolder[];
  /** Where a person who is not signed in is sent from this request, if anywhere. */
  signInPath: (request: Request) => string | null;
}

/** The Express application: security headers, files, routes, errors, in this order. */
export function createApp(ask: AppAsk): Express {
  const app = express();
  const secure = ask.publicUrl.startsWith('https:');
  app.disable('x-powered-by');
  app.set('trust proxy', secure ? 1 : false);
  app.set('query parser', 'simple');
  app.use((_request, response, next) => {
    response.setHeader('X-Request-Id', randomUUID());
    next();
  });
  const security = securityHeaders(secure);
  app.use((_request, response, next) => {
    for (const [name, value] of security) response.setHeader(name, value);
    next();
  });
  app.use(files(ask.statics));
  app.use(ask.routes.handle);
  app.use(notFound);
  app.use(errorHandler(ask.log, ask.signInPath));
  return app;
}

/** What helmet says is the same for every answer: it is asked once, and not a dozen times for each scan. */
function securityHeaders(secure: boolean): [string, string][] {
  const answer = new ServerResponse(new IncomingMessage(new Socket()));
  const say = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        imgSrc: ["'self'", 'data:'],
        // No form-action: a sign-in form ends with a redirect to the portal that asked, and browsers hold that against it.
        ...(secure ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    // With no-referrer browsers send "Origin: null" with our own forms.
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: secure,
  });
  say(answer.req, answer, () => {});
  return Object.entries(answer.getHeaders()).map(([name, value]) => [name, String(value)]);
}

/** Files are fetched; a request that brings something need not be compared with every folder. */
function files(statics: readonly StaticFolder[]): RequestHandler {
  const router = express.Router();
  // Files only: pages hold secrets beside what a caller sent, and a stream must not wait in a buffer.
  router.use('/assets', compression());
  for (const { path, folder } of statics)
    router.use(path, express.static(folder, { index: false, maxAge: 3_600_000 }));
  return (request, response, next) => {
    if (request.method === 'GET' || request.method === 'HEAD') router(request, response, next);
    else next();
  };
}
