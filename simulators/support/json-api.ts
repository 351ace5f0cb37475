import { createServer, type IncomingMessage, type Server } from 'node:http';
import { z } from 'zod';
import { BodyTooLarge, readBody } from './read-body.js';

/** "POST /change" to what answers it. Throwing a RangeError means 404, a ZodError 400. */
export type Verbs = Record<string, (body: unknown) => unknown>;

const MAX_BODY = 256 * 1024;

/**
 * A control socket for stories outside this process: JSON in, JSON out. Bound to 127.0.0.1 by its starter; a page in
 * the user's browser must not drive it, so it wants JSON's content type and no Origin, and answers to no other host name.
 */
export function jsonApi(verbs: Verbs): Server {
  return createServer((request, response) => {
    void answer(verbs, request).then(
      ([status, body]) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
      () => response.writeHead(500).end(),
    );
  });
}

async function answer(verbs: Verbs, request: IncomingMessage): Promise<[number, unknown]> {
  if (request.headers.origin !== undefined || !/^127\.0\.0\.1(:\d+)?$/.test(request.headers.host ?? '')) {
    return [403, { error: 'not_for_browsers' }];
  }
  const name = `${request.method} ${request.url}`;
  const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
  if (verb === undefined) return [404, { error: 'unknown_action', known: Object.keys(verbs) }];
  return run(verb, request);
}

async function run(verb: (body: unknown) => unknown, request: IncomingMessage): Promise<[number, unknown]> {
  try {
    return [200, (await verb(await readJson(request))) ?? {}];
  } catch (error) {
    if (error instanceof BodyTooLarge) return [413, { error: 'too_large' }];
    if (error instanceof RangeError) return [404, { error: 'not_found', message: error.message }];
    if (error instanceof z.ZodError) return [400, { error: 'bad_request', message: z.prettifyError(error) }];
    if (error instanceof SyntaxError)
      return [400, { error: 'bad_request', message: 'The body is not JSON.' }];
    throw error;
  }
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  if (request.method === 'GET') return undefined;
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) throw new SyntaxError();
  return JSON.parse((await readBody(request, MAX_BODY)).toString('utf8'));
}
