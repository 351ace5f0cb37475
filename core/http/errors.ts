import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import type { CampusFile } from '../campus-file/schema.js';
import { Problem } from '../domain/problem.js';
import { isUnanswered } from '../store/database.js';
import { ALL_LANGUAGES, chooseLanguage } from './choose-language.js';
import { campusAt } from './page/campus-at.js';
import { errorPage } from './page/error-page.js';

/** What body-parser and Express say of a broken request, in our own stable codes. */
const PARSER_PROBLEMS: Record<string, Problem> = {
  'entity.too.large': new Problem(413, 'body_too_large', 'The body has more than 64 kB.'),
  'entity.parse.failed': new Problem(400, 'invalid_json', 'The body is not JSON.'),
  'encoding.unsupported': new Problem(415, 'encoding_unsupported', 'This content encoding is not read.'),
  'charset.unsupported': new Problem(415, 'charset_unsupported', 'Send UTF-8.'),
  'request.size.invalid': new Problem(400, 'body_incomplete', 'The body is shorter than announced.'),
  'request.aborted': new Problem(400, 'body_incomplete', 'The body broke off.'),
  'parameters.too.many': new Problem(413, 'body_too_large', 'The form has too many fields.'),
};

export const notFound: RequestHandler = () => {
  throw new Problem(404, 'not_found', 'There is nothing at this address.');
};

/** Every error as an RFC 9457 problem, or as a calm page where a person is reading. What was sent is never repeated. */
export function errorHandler(log: Logger, campuses: () => readonly CampusFile[]): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    const problem = problemOf(error);
    if (problem.status >= 500) logFailure(log, error, problem);
    if (response.headersSent) {
      response.destroy();
      return;
    }
    response.setHeader('Cache-Control', 'no-store');
    const { retryAfter } = problem.extra;
    if (typeof retryAfter === 'number') response.setHeader('Retry-After', retryAfter);
    const page = wantsPage(request);
    // Whoever tells the help desk this number is found in the log.
    const requestId = String(response.getHeader('X-Request-Id'));
    const campus = page ? campusAt(request.path, campuses()) : null;
    const signIn = campus && problem.code === 'sign_in_needed' && request.method === 'GET';
    if (signIn) response.redirect(303, signInPath(campus, request));
    else if (page) sendPage(request, response, { problem, campus, campuses: campuses(), requestId });
    else
      response
        .status(problem.status)
        .type('application/problem+json')
        .send(JSON.stringify({ ...body(problem), requestId }));
  };
}

/** A page of a campus sends who is not signed in to that campus's sign-in, and back afterwards. */
function signInPath({ campus }: CampusFile, request: Request): string {
  return `/${campus.slug}/sign-in?${new URLSearchParams({ to: request.originalUrl })}`;
}

function sendPage(
  request: Request,
  response: Response,
  ask: Omit<Parameters<typeof errorPage>[0], 'language'>,
): void {
  const language = chooseLanguage(request, ask.campus?.campus.languages ?? ALL_LANGUAGES);
  response
    .status(ask.problem.status)
    .type('html')
    .send(errorPage({ ...ask, language }));
}

function wantsPage(request: Request): boolean {
  return !request.path.startsWith('/api/') && request.accepts(['json', 'html']) === 'html';
}

function body(problem: Problem): Record<string, unknown> {
  return {
    type: `urn:gatehouse:problem:${problem.code}`,
    title: problem.code.replaceAll('_', ' '),
    status: problem.status,
    code: problem.code,
    detail: problem.detail,
    ...problem.extra,
  };
}

export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const { type, status, code } = error as { type?: string; status?: number; code?: string };
  const known = type === undefined ? undefined : PARSER_PROBLEMS[type];
  if (known) return known;
  if (error instanceof URIError || status === 400)
    return new Problem(400, 'invalid_request', 'The request cannot be read.');
  if (isDatabaseAway(code, error))
    return new Problem(503, 'database_unavailable', 'The hub cannot reach its database.');
  return new Problem(500, 'internal_error', 'Something went wrong in the hub; it has been noted.');
}

/** SQLSTATE classes 08, 53, 57, a database that takes no connections (55000), and what the socket says when it is gone. */
function isDatabaseAway(code: string | undefined, error: unknown): boolean {
  const gone = [
    'ECONNREFUSED',
    'ECONNRESET',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'ENOTFOUND',
    'EPIPE',
    'ETIMEDOUT',
  ];
  if (code !== undefined && (gone.includes(code) || /^(08|53|57|55000)/.test(code))) return true;
  return (
    isUnanswered(error) ||
    /Connection terminated|timeout exceeded when trying to connect|is not queryable/.test(
      (error as Error).message,
    )
  );
}

function logFailure(log: Logger, error: unknown, problem: Problem): void {
  // Messages of the database may quote values; its code and our stack are enough to find the place.
  const { stack, code } = error as Error & { code?: string };
  const where = (stack ?? '').split('\n').slice(1, 6).join('\n');
  log.error({ code: problem.code, cause: code, where }, 'request failed');
}
