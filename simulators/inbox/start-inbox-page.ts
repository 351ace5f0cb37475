import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { Mail } from '../mail/mailbox.js';
import type { Sms } from '../sms/start-sms.js';
import { close, listen } from '../support/listen.js';
import { type Log, silent } from '../support/log.js';
import { placeOf } from '../support/place.js';
import { stylesheet } from '../support/stylesheet.js';
import { type Reply, route } from './routes.js';

export interface InboxPage {
  url: string;
  stop(): Promise<void>;
}

const CSS = new URL('./inbox.css', import.meta.url);
/** Bundled by the build; it stands beside the other browser scripts. */
const SCRIPT = new URL('../../public/simulated-inbox.js', import.meta.url);
const ASSETS: Record<string, () => Promise<Reply>> = {
  '/inbox.css': async () => ({ status: 200, type: 'text/css', body: await stylesheet(CSS) }),
  '/inbox.js': async () => ({ status: 200, type: 'text/javascript', body: await readFile(SCRIPT, 'utf8') }),
};
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  // The links in the messages are secrets; where they lead is not told where they were found.
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

/** One page for all that people of the virtual campus and their visitors receive, on 127.0.0.1 only. */
export async function startInboxPage(
  messages: () => (Mail | Sms)[],
  port = 0,
  log: Log = silent,
): Promise<InboxPage> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://inbox.invalid');
    // A page of another site that reaches this machine under a name of its own reads nothing.
    const ours = /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? '');
    const asset = Object.hasOwn(ASSETS, url.pathname) ? ASSETS[url.pathname] : undefined;
    const found =
      !ours || request.method !== 'GET'
        ? FORBIDDEN
        : (asset?.() ?? route(messages(), url, placeOf(request.headers)));
    Promise.resolve(found).then(
      (reply) => send(response, reply),
      (error: unknown) => {
        log('inbox:error', { error: String(error) });
        send(response, { status: 500, body: 'That did not work.' });
      },
    );
  });
  const url = `http://127.0.0.1:${await listen(server, port)}`;
  return { url, stop: () => close(server) };
}

const FORBIDDEN: Reply = { status: 403, body: 'Only to be read, under its own address.' };

function send(response: ServerResponse, { status, type = 'text/plain', body, headers }: Reply): void {
  response.writeHead(status, { ...HEADERS, 'content-type': type, ...headers }).end(body);
}
