import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { close, listen } from '../../support/listen.js';
import { type Log, silent } from '../../support/log.js';
import { placeOf } from '../../support/place.js';
import { BodyTooLarge, readBody } from '../../support/read-body.js';
import type { Gate } from '../gate.js';
import { type Reply, route } from './routes.js';

export interface GatesPage {
  url: string;
  stop(): Promise<void>;
}

const MAX_BODY = 8 * 1024 * 1024;
/** The script is bundled by the build; it stands beside the other browser scripts. */
const ASSETS: Record<string, { file: URL; type: string }> = {
  '/gate.css': { file: new URL('./gate.css', import.meta.url), type: 'text/css' },
  '/gate.js': {
    file: new URL('../../../public/simulated-gate.js', import.meta.url),
    type: 'text/javascript',
  },
};
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  // Not no-referrer: a form would then name no page, and its button would be refused.
  'referrer-policy': 'same-origin',
  'cache-control': 'no-store',
};

/** One web server with a page for each device. It listens on 127.0.0.1, and only its own pages may press its buttons. */
export async function startGatesPage(gates: () => Gate[], port = 0, log: Log = silent): Promise<GatesPage> {
  const server = createServer((request, response) => {
    answer(gates(), request).then(
      (reply) => send(response, reply),
      (error: unknown) => {
        log('gates-page:error', { error: String(error) });
        send(response, { status: error instanceof BodyTooLarge ? 413 : 500, body: 'That did not work.' });
      },
    );
  });
  const url = `http://127.0.0.1:${await listen(server, port)}`;
  return { url, stop: () => close(server) };
}

async function answer(gates: Gate[], request: IncomingMessage): Promise<Reply> {
  const url = new URL(request.url ?? '/', 'http://gates.invalid');
  const asset = Object.hasOwn(ASSETS, url.pathname) ? ASSETS[url.pathname] : undefined;
  if (asset !== undefined) return { status: 200, type: asset.type, body: await readFile(asset.file, 'utf8') };
  const method = request.method ?? 'GET';
  if (method !== 'GET' && !fromOwnPage(request))
    return { status: 403, body: 'Only from the page of the gate.' };
  const body = method === 'GET' ? Buffer.alloc(0) : await readBody(request, MAX_BODY);
  const { 'content-type': type = '', accept = '' } = request.headers;
  return route(gates, { method, url, type, accept, place: placeOf(request.headers), body });
}

/** A browser names the page that a form comes from; a program names none. */
function fromOwnPage({ headers }: IncomingMessage): boolean {
  return headers.origin === undefined || headers.origin === `http://${headers.host}`;
}

function send(response: ServerResponse, { status, type = 'text/plain', location, body = '' }: Reply): void {
  response.writeHead(status, {
    ...HEADERS,
    'content-type': type,
    ...(location === undefined ? {} : { location }),
  });
  response.end(body);
}
