import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { Language } from '../domain/languages.js';
import type { StaffRole } from '../domain/roles.js';
import type { Principal } from './principal.js';

/** Who may call: `holder` is any signed-in person of the campus, `admin` one with that role there; a list: any of these roles. */
export type RouteRole = 'public' | 'device' | 'holder' | 'admin' | readonly StaffRole[];

export interface RouteAsk<Body, Query> {
  params: Record<string, string>;
  body: Body;
  query: Query;
  /** Of the campus in the path; null on public routes when nobody is signed in. */
  principal: Principal | null;
  language: Language;
  /** Address of the caller, for throttling only; never logged. */
  remoteAddress: string;
  request: Request;
  /** For streams only: answer `'streamed'` after taking it over. */
  response: Response;
}

export interface Answer {
  status?: number;
  json?: unknown;
  html?: string;
  text?: string;
  /** 303 to this address: same origin, or one that the handler vouches for. */
  redirect?: string;
  headers?: Record<string, string>;
  /** CSP source of the one style element that `html` may hold; without it, none may. */
  styleSource?: string;
  cookies?: Cookie[];
}

export interface Cookie {
  name: string;
  value: string;
  /** Seconds; 0 removes it. */
  maxAge: number;
  path: string;
}

/** One route: who may call it, what it takes, what it gives. The OpenAPI document is drawn from these. */
export interface Route<Body = unknown, Query = unknown> {
  method: 'get' | 'post' | 'put' | 'delete';
  /** Parameters in braces: /api/v1/campuses/{campus}/points/{point}/decisions */
  path: string;
  role: RouteRole;
  summary: string;
  /** Absent: no body is read. Forms and JSON are parsed by the same schema. */
  body?: z.ZodType<Body>;
  /** The body is UTF-8 text of this media type, not a form or JSON. */
  text?: string;
  /** Where a body may be longer than others: '1mb'. */
  bodyLimit?: string;
  query?: z.ZodType<Query>;
  /** Shape of the successful answer, for JSON routes. */
  answer?: z.ZodType;
  handle(ask: RouteAsk<Body, Query>): Promise<Answer | 'streamed'> | Answer | 'streamed';
}
// biome-ignore lint/suspicious/noExplicitAny: a list of routes holds routes of all bodies
export type AnyRoute = Route<any, any>;

export function route<Body = undefined, Query = undefined>(
  definition: Route<Body, Query>,
): Route<Body, Query> {
  return definition;
}
