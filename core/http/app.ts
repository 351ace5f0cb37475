import compression from 'compression';
import express, { type Express, Router } from 'express';
import type { Logger } from 'pino';
import type { CampusFile } from '../campus-file/schema.js';
import type { Answered } from '../metrics/counters.js';
import { errorHandler, notFound } from './errors.js';
import { underOwnName } from './own-name.js';
import { campusAt } from './page/campus-at.js';
import { watchRequests } from './request-log.js';
import type { RouteTable } from './route-table.js';
import { securityHeaders } from './security-headers.js';

/** Where files of pages lie: one address below /assets, one folder. */
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
  // Remembered for a year and for every port: not for a certificate of our own making on localhost.
  const remembered = secure && !ask.ownCertificate;
  app.use(securityHeaders({ secure, remembered, framed: ask.demo === true }));
  if (ask.demo) app.use(underOwnName(ask.publicUrl));
  app.use('/assets', files(ask.statics));
  app.use(ask.routes.handle);
  app.use(notFound);
  app.use(errorHandler(ask.log, ask.campuses));
  return app;
}

/** All below one address, so that no other request is compared with each of them. */
function files(statics: readonly StaticFolder[]): Router {
  const router = Router();
  // Files only: pages hold secrets beside what a caller sent, and a stream must not wait in a buffer.
  router.use(compression());
  for (const { path, folder } of statics)
    router.use(
      path.replace(/^\/assets/, '') || '/',
      express.static(folder, { index: false, maxAge: 3_600_000 }),
    );
  return router;
}
