import compression from 'compression';
import express, { type Express } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import type { CampusFile } from '../campus-file/schema.js';
import type { Answered } from '../metrics/counters.js';
import { errorHandler, notFound } from './errors.js';
import { underOwnName } from './own-name.js';
import { campusAt } from './page/campus-at.js';
import { watchRequests } from './request-log.js';
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
  /** The demo shows its own pages in a frame, and answers under one name only. */
  demo?: boolean;
  /** It speaks TLS itself, with a certificate that nobody else vouches for. */
  ownCertificate?: boolean;
  statics: readonly StaticFolder[];
  /** Counts answered requests. */
  answered?: (request: Answered) => void;
  /** Every campus of this hub: an error page below one is that campus's. */
  campuses: () => readonly CampusFile[];
}

/** The Express application: security headers, files, routes, errors, in this order. */
export function createApp(ask: AppAsk): Express {
  const app = express();
  const secure = ask.publicUrl.startsWith('https:');
  app.disable('x-powered-by');
  app.set('trust proxy', secure && (ask.ownCertificate ? 'loopback' : 1));
  app.set('query parser', 'simple');
  const campus = (path: string) => campusAt(path, ask.campuses())?.campus.slug;
  app.use(watchRequests({ log: ask.log, campus, answered: ask.answered }));
  app.use(
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'self'"],
          baseUri: ["'none'"],
          objectSrc: ["'none'"],
          frameAncestors: [ask.demo ? "'self'" : "'none'"],
          imgSrc: ["'self'", 'data:'],
          // No form-action: a sign-in form ends with a redirect to the portal that asked, and browsers hold that against it.
          ...(secure ? { upgradeInsecureRequests: [] } : {}),
        },
      },
      // With no-referrer browsers send "Origin: null" with our own forms.
      referrerPolicy: { policy: 'same-origin' },
      // Remembered for a year and for every port: not for a certificate of our own making on localhost.
      strictTransportSecurity: secure && !ask.ownCertificate,
    }),
  );
  if (ask.demo) app.use(underOwnName(ask.publicUrl));
  // Files only: pages hold secrets beside what a caller sent, and a stream must not wait in a buffer.
  app.use('/assets', compression());
  for (const { path, folder } of ask.statics)
    app.use(path, express.static(folder, { index: false, maxAge: 3_600_000 }));
  app.use(ask.routes.handle);
  app.use(notFound);
  app.use(errorHandler(ask.log, ask.campuses));
  return app;
}
