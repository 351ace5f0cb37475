import http from 'node:http';
import https from 'node:https';
import { OutboundError } from './errors.js';
import { guardedLookup } from './guarded-lookup.js';
import type { OutboundInit, OutboundLimits } from './limits.js';

/** Statuses that have no body (Fetch standard, "null body status"). */
const BODILESS = new Set([101, 204, 205, 304]);

/** One attempt: its own connection, made to a checked address, its answer read whole within the limit. */
export async function requestOnce(
  url: URL,
  init: OutboundInit,
  limits: OutboundLimits,
  signal: AbortSignal,
): Promise<Response> {
  try {
    const message = await send(url, init, limits, signal);
    return await read(message, url, limits);
  } catch (error) {
    if (error instanceof OutboundError || signal.aborted) throw error;
    const why = (error as NodeJS.ErrnoException).code ?? 'no connection';
    throw new OutboundError('outbound_unavailable', `${url.host}: ${why}`, { cause: error });
  }
}

function send(
  url: URL,
  init: OutboundInit,
  { allowPrivate }: OutboundLimits,
  signal: AbortSignal,
): Promise<http.IncomingMessage> {
  const { request } = url.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    // No pool: a pooled connection may have been made under another plugin's consent.
    const outgoing = request(url, {
      method: init.method ?? 'GET',
      headers: { 'accept-encoding': 'identity', ...init.headers },
      lookup: guardedLookup(allowPrivate),
      agent: false,
      signal,
    });
    outgoing.once('response', resolve).once('error', reject).end(init.body);
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
    throw new OutboundError('outbound_refused', `${url.host} compressed its answer, which was not asked for`);
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    // Leaving the loop destroys the connection.
    if (bytes > maxBytes)
      throw new OutboundError('outbound_too_large', `${url.host} sent over ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  const { statusCode: status = 502, headersDistinct } = message;
  const headers = Object.entries(headersDistinct).flatMap(([name, values = []]) =>
    values.map((value): [string, string] => [name, value]),
  );
  return new Response(BODILESS.has(status) ? null : Buffer.concat(chunks), { status, headers });
}
