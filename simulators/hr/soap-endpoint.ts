import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import soap from 'soap';
import { BodyTooLarge, readBody } from '../support/read-body.js';
import { HrFault } from './faults.js';
import type { UsernameTokenCheck } from './username-token.js';

export const FEED_PATH = '/WorkerFeed';
const ACTION = 'urn:campus-hr:worker-feed:v1/GetWorkers';
const MAX_BODY = 64 * 1024;
const WSDL = readFileSync(new URL('./worker-feed.wsdl', import.meta.url), 'utf8');

export type Listener = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Serves the WSDL at `?wsdl` and the operation at POST, after everything that XML can do to its reader was refused. */
export async function soapEndpoint(
  check: UsernameTokenCheck,
  operation: (request: unknown) => Promise<unknown>,
): Promise<Listener> {
  const services = { WorkerFeedService: { WorkerFeedPort: { GetWorkers: operation } } };
  const server = await soap.createServerless({ path: FEED_PATH, services, xml: WSDL, suppressStack: true });
  server.authenticate = (security: unknown) => {
    if (check.accepts(security)) return true;
    throw new HrFault('Client.FailedAuthentication', 'The security token could not be authenticated.', 401);
  };
  return async (request, response) => {
    if (!request.url?.startsWith(FEED_PATH)) return send(response, 404, 'text/plain', 'Not found.');
    if (request.method === 'GET') return sendWsdl(request, response);
    if (request.method !== 'POST') return send(response, 405, 'text/plain', 'POST only.');
    const xml = await acceptable(request, response);
    if (xml === undefined) return;
    const answer = await server.processRequest(xml, { url: FEED_PATH, headers: request.headers });
    // The package's own fault for what is no XML has a number for a code; for some it answers plain words.
    const readable = answer.body.startsWith('<') && !answer.body.includes('<faultcode>500</faultcode>');
    if (readable) return sendXml(response, answer.statusCode, answer.body);
    sendFault(response, new HrFault('Client.Unreadable', 'The message is not a SOAP envelope.'));
  };
}

/** The message, or undefined after it was refused. */
async function acceptable(request: IncomingMessage, response: ServerResponse): Promise<string | undefined> {
  try {
    const { soapaction } = request.headers;
    if (!/^text\/xml\b/i.test(request.headers['content-type'] ?? ''))
      throw new HrFault('Client', 'SOAP 1.1 is text/xml.', 415);
    if (request.headers['content-encoding'] !== undefined)
      throw new HrFault('Client', 'Send it uncompressed.', 415);
    if (String(soapaction).replaceAll('"', '') !== ACTION) throw new HrFault('Client', 'Unknown SOAPAction.');
    const xml = (await readBody(request, MAX_BODY)).toString('utf8');
    // A document type can define entities that grow without bound or name files: none is ever wanted here.
    if (/<!(DOCTYPE|ENTITY)/i.test(xml)) throw new HrFault('Client.Doctype', 'A document type is refused.');
    return xml;
  } catch (error) {
    if (error instanceof BodyTooLarge)
      sendFault(response, new HrFault('Client.TooLarge', error.message, 413));
    else if (error instanceof HrFault) sendFault(response, error);
    else throw error;
    return undefined;
  }
}

function sendWsdl(request: IncomingMessage, response: ServerResponse): void {
  const location = `http://127.0.0.1:${request.socket.localPort}${FEED_PATH}`;
  sendXml(response, 200, WSDL.replace(`http://127.0.0.1${FEED_PATH}`, location));
}

function sendFault(response: ServerResponse, { Fault }: HrFault): void {
  const fault = `<faultcode>${Fault.faultcode}</faultcode><faultstring>${Fault.faultstring}</faultstring>`;
  const body = `<soap:Body><soap:Fault>${fault}</soap:Fault></soap:Body>`;
  const envelope = `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">${body}</soap:Envelope>`;
  sendXml(response, Fault.statusCode, `<?xml version="1.0" encoding="utf-8"?>${envelope}`);
}

function sendXml(response: ServerResponse, status: number, xml: string): void {
  send(response, status, 'text/xml; charset=utf-8', xml);
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type }).end(body);
}
