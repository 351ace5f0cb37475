import type { IncomingMessage, ServerResponse } from 'node:http';
import { placeOf } from '../support/place.js';
import { stylesheet } from '../support/stylesheet.js';
import { appointmentsPage } from './page.js';

const CSS = new URL('./slips.css', import.meta.url);
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cache-control': 'no-store',
};

/** The page with the printed codes, and its stylesheet. */
export async function showSlips(
  { url = '/', headers }: IncomingMessage,
  response: ServerResponse,
  now: Date,
): Promise<void> {
  const styles = url.endsWith('/slips.css');
  const body = styles ? await stylesheet(CSS) : await appointmentsPage(placeOf(headers), now);
  const type = styles ? 'text/css' : 'text/html; charset=utf-8';
  response.writeHead(200, { ...HEADERS, 'content-type': type }).end(body);
}
