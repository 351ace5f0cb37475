import http from 'node:http';
import https from 'node:https';
import { OutboundError } from './errors.js';
import { guardedLookup } from './guarded-lookup.js';
import type { OutboundInit, OutboundLimits } from './limits.js';

/** Statuses that have no body (Fetch standard, "null body status"). */
const BODILESS = new Set([101, 204, 205, 304]);

/** Notes that a connection stood, also for whoever gives up before the attempt has ended. */
export interface Line {
  reached: boolean;
}

/** One attempt: its own connection, made to a checked address, its answer read whole within the limit. */
export async function requestOnce(
  url: URL,
  init: OutboundInit,
  limits: OutboundLimits,
  signal: AbortSignal,
  line: Line,
): Promise<Response> {
  try {
    const message = await send(url, init, limits, signal, line);
    return await read(message, url, limits);
  } catch (error) {
    if (error instanceof OutboundError || signal.aborted) throw error;
    const why = (error as NodeJS.ErrnoException).code ?? 'no connection';
    const { reached } = line;
    throw new OutboundError('outbound_unavailable', `${url.host}: ${why}`, { cause: error, reached });
  }
}

function send(
  url: URL,
  init: OutboundInit,
  { allowPrivate }: OutboundLimits,
  signal: AbortSignal,
  line: Line,
): Promise<http.IncomingMessage> {
  const secure = url.protocol === 'https:';
  const { request } = secure ? https : http;
  return new Promise((resolve, reject) => {
    // No pool: a pooled connection may have been made under another plugin's consent.
    const outgoing = request(url, {
      method: init.method ?? 'GET',
      headers: { 'accept-encoding': 'identity', ...init.headers },
      lookup: guardedLookup(allowPrivate),
      agent: false,
      signal,
    });
    // Nothing of the request leaves before the handshake of TLS is done.
    outgoing.once('socket', (socket) =>
      socket.once(secure ? 'secureConnect' : 'connect', () => {
        line.reached = true;
      }),
    );
    // Not once: a second error of the same connection must find a listener, or it ends the process.
    outgoing.once('response', resolve).on('error', reject).end(init.body);
  });
}

async function read(
  message: http.IncomingMessage,
  url: URL,
  { maxBytes }: OutboundLimits,
): Promise<Response> {
  const encoding = message.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') {
    message.destroy();
    throw new OutboundError(
      'outbound_refused',
      `${url.host} compressed its answer, which was not asked for`,
      {
        reached: true,
      },
    );
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    // Leaving the loop destroys the connection.
    if (bytes > maxBytes)
      throw new OutboundError('outbound_too_large', `${url.host} sent over ${maxBytes} bytes`, {
        reached: true,
      });
    chunks.push(chunk);
  }
  const { statusCode: status = 502, headersDistinct } = message;
  const headers = Object.entries(headersDistinct).flatMap(([name, values = []]) =>
    values.map((value): [string, string] => [name, value]),
  );
  return new Response(BODILESS.has(status) ? null : Buffer.concat(chunks), { status, headers });
}
