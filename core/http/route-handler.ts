import express, { type Request, type RequestHandler, type Response } from 'express';
import type { z } from 'zod';
import { Problem } from '../domain/problem.js';
import type { Counters } from '../metrics/counters.js';
import { chooseLanguage } from './choose-language.js';
import type { Gatekeeper } from './gatekeeper.js';
import { tell } from './request-log.js';
import type { Answer, AnyRoute, Cookie } from './route.js';

/** Bodies are small; a longer one is refused before it is read, unless its route takes more. */
const BODY_LIMIT = '64kb';
const JSON_TYPES = ['application/json', 'application/*+json'];
const readJson = (limit: string) => express.json({ limit, strict: true, type: JSON_TYPES });
const readForm = (limit: string) => express.urlencoded({ limit, extended: false, parameterLimit: 100 });
const usual = [readJson(BODY_LIMIT), readForm(BODY_LIMIT)];

/** A route as an Express handler: who calls, what was sent, what goes back. */
export function routeHandler(
  gatekeeper: Gatekeeper,
  secureCookies: boolean,
  streams?: Streams,
): (route: AnyRoute) => RequestHandler {
  return (route) => async (request, response) => {
    tell(response, { route: route.path });
    const { lang, ...query } = request.query;
    const language = once(() => chooseLanguage(request, gatekeeper.languages(request)));
    if (lang !== undefined && lang === language())
      response.append('Set-Cookie', cookieText(languageCookie(lang), secureCookies));
    const principal = await gatekeeper.admit(route, request);
    if (principal) tell(response, { principal: principal.kind });
    const answer = await route.handle({
      params: request.params as Record<string, string>,
      body: route.body ? parsed(route.body, await bodyOf(route, request, response), 'body') : undefined,
      query: route.query ? parsed(route.query, query, 'query') : undefined,
      principal,
      // A device reads none: it is chosen when somebody looks.
      get language() {
        return language();
      },
      remoteAddress: request.ip ?? '',
      request,
      response,
    });
    if (answer === 'streamed') count(streams, response);
    else send(response, answer, secureCookies);
  };
}

function once<T>(work: () => T): () => T {
  let done: { value: T } | undefined;
  return () => {
    done ??= { value: work() };
    return done.value;
  };
}

/** Counts the streams that are open. */
export type Streams = Pick<Counters, 'streamOpened' | 'streamClosed'>;

function count(streams: Streams | undefined, response: Response): void {
  tell(response, { streamed: true });
  if (!streams || response.closed) return;
  streams.streamOpened();
  response.once('close', () => streams.streamClosed());
}

/** The chosen language goes along from page to page, for a year. */
function languageCookie(language: string): Cookie {
  return { name: 'gatehouse_lang', value: language, maxAge: 31_536_000, path: '/' };
}

async function bodyOf({ text, bodyLimit }: AnyRoute, request: Request, response: Response): Promise<unknown> {
  const limit = bodyLimit ?? BODY_LIMIT;
  if (text !== undefined) return textOf(text, limit, request, response);
  const readers = bodyLimit === undefined ? usual : [readJson(limit), readForm(limit)];
  for (const reader of readers)
    if (request.body === undefined) await within(limit, run(reader, request, response));
  return request.body ?? {};
}

async function textOf(type: string, limit: string, request: Request, response: Response): Promise<string> {
  await within(limit, run(express.raw({ type, limit }), request, response));
  const body: unknown = request.body;
  if (!Buffer.isBuffer(body)) throw new Problem(415, 'media_type_unsupported', `Send ${type}.`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw new Problem(415, 'charset_unsupported', 'Send UTF-8.');
  }
}

/** What body-parser says does not name the limit. */
async function within(limit: string, reading: Promise<void>): Promise<void> {
  await reading.catch((error: { type?: string }) => {
    if (error.type !== 'entity.too.large' || limit === BODY_LIMIT) throw error;
    throw new Problem(413, 'body_too_large', `The body has more than ${limit}.`);
  });
}

function run(reader: RequestHandler, request: Request, response: Response): Promise<void> {
  return new Promise((resolve, reject) => {
    void reader(request, response, (error?: unknown) => (error ? reject(error as Error) : resolve()));
  });
}

function parsed(schema: z.ZodType, value: unknown, where: string): unknown {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const errors = result.error.issues
    .slice(0, 20)
    .map((issue) => ({ path: issue.path.join('.'), expected: issue.message }));
  throw new Problem(400, 'invalid_request', `The ${where} is not as described.`, { errors });
}

function send(response: Response, answer: Answer, secure: boolean): void {
  for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value);
  if (answer.styleSource !== undefined) allowStyle(response, answer.styleSource);
  for (const cookie of answer.cookies ?? []) response.append('Set-Cookie', cookieText(cookie, secure));
  if (!response.hasHeader('Cache-Control')) response.setHeader('Cache-Control', 'no-store');
  if (answer.redirect !== undefined) response.redirect(answer.status ?? 303, answer.redirect);
  else if (answer.html !== undefined)
    response
      .status(answer.status ?? 200)
      .type('html')
      .send(answer.html);
  else if (answer.text !== undefined) sendText(response, answer);
  else if (answer.json !== undefined) sendJson(response, answer);
  else response.status(answer.status ?? 204).end();
}

/** What is not said of styles stands in default-src, which ours then no longer falls back to. */
function allowStyle(response: Response, source: string): void {
  const policy = String(response.getHeader('Content-Security-Policy'));
  response.setHeader('Content-Security-Policy', `${policy};style-src 'self' ${source}`);
}

/** Not by Express: it would make an ETag of each answer, though what is not to be stored is never asked about again. */
function sendJson(response: Response, answer: Answer): void {
  const text = JSON.stringify(answer.json);
  response.statusCode = answer.status ?? 200;
  if (!response.hasHeader('Content-Type'))
    response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.setHeader('Content-Length', Buffer.byteLength(text));
  response.end(text);
}

function sendText(response: Response, answer: Answer): void {
  if (!response.hasHeader('Content-Type')) response.type('text');
  response.status(answer.status ?? 200).send(answer.text);
}

function cookieText(cookie: Cookie, secure: boolean): string {
  const parts = [
    `${cookie.name}=${cookie.value}`,
    `Path=${cookie.path}`,
    `Max-Age=${cookie.maxAge}`,
    'HttpOnly',
    'SameSite=Lax',
  ];
  return [...parts, ...(secure ? ['Secure'] : [])].join('; ');
}
