import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Keep } from '../support/keep.js';
import { close, listen } from '../support/listen.js';
import { type Log, silent } from '../support/log.js';
import { readBody } from '../support/read-body.js';
import { callReceipts } from './receipts.js';
import { type Rejected, readSend, type Send } from './send-request.js';

const MAX_BODY = 64 * 1024;
const KEPT = 1_000;

/** What goes wrong with the next requests; each is used up by the request that meets it. */
export type SmsFault =
  /** 503, "Temporal failure, try again later." */
  | 'busy'
  /** The request is read and never answered. */
  | 'hang'
  /** The message is sent, and the line breaks before the answer. */
  | 'lost-answer';

/** A message on a phone. */
export interface Sms {
  kind: 'sms';
  id: string;
  /** ISO 8601. */
  at: string;
  from: string;
  to: string;
  text: string;
  coding: number;
}

export interface SmsOptions {
  /** Absent or 0: any free port. */
  port?: number;
  credentials?: { user: string; password: string };
  now?: () => Date;
  log?: Log;
  /** PEM of a certificate that is trusted where receipts are called, and no other then. */
  trust?: string;
}

export interface SmsGateway {
  /** Of its sendsms. */
  url: string;
  credentials: { user: string; password: string };
  /** Newest last. */
  messages(): readonly Sms[];
  /** On the phone with this number, with its plus. */
  inbox(number: string): Sms[];
  fail(...faults: SmsFault[]): void;
  /** How many receipts were asked for and told, and the statuses that they were answered with. */
  receiptAnswers(): readonly number[];
  /** Receipts wait until they are let go: they then come after everything else. */
  holdReceipts(held: boolean): void;
  stop(): Promise<void>;
}

const CREDENTIALS = { user: 'gatehouse', password: 'sms-demo-password' };

/** An SMS gateway that is spoken to as Kannel is. Phones whose number ends in 99 are switched off. */
export async function startSms(options: SmsOptions = {}): Promise<SmsGateway> {
  const { now = () => new Date(), log = silent, credentials = CREDENTIALS } = options;
  const phones = new Keep<Sms>(KEPT);
  const faults: SmsFault[] = [];
  const answers = new Keep<number>(KEPT);
  let held: (() => void)[] | null = null;
  const tell = (send: Send) => {
    const call = () =>
      void callReceipts(send, { answered: (status) => answers.add(status), trust: options.trust, log });
    if (held) held.push(call);
    else setImmediate(call);
  };
  const deliver = (send: Send) => {
    for (const to of send.to) {
      const { from, text, coding } = send;
      phones.add({ kind: 'sms', id: randomUUID(), at: now().toISOString(), from, to, text, coding });
    }
    tell(send);
  };
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const send = readSend(await parameters(request), credentials);
    const fault = faults.shift();
    if (fault === 'hang') return;
    if (fault === 'busy') return reply(response, 503, 'Temporal failure, try again later.');
    if ('status' in send) return reply(response, send.status, send.sentence);
    deliver(send);
    if (fault === 'lost-answer') return request.socket.destroy();
    reply(response, 202, '0: Accepted for delivery');
  };
  const server = createServer((request, response) => {
    answer(request, response).catch(() => reply(response, 500, 'That did not work.'));
  });
  const port = await listen(server, options.port ?? 0);
  return {
    url: `http://127.0.0.1:${port}/cgi-bin/sendsms`,
    credentials,
    messages: () => phones.all(),
    inbox: (number) => phones.all().filter(({ to }) => to === number),
    fail: (...some) => void faults.push(...some),
    receiptAnswers: () => answers.all(),
    holdReceipts(hold) {
      const waiting = held ?? [];
      held = hold ? waiting : null;
      if (!hold) for (const call of waiting) call();
    },
    stop: () => close(server),
  };
}

/** Of the address, or of a form. */
async function parameters(request: IncomingMessage): Promise<URLSearchParams | Rejected> {
  const url = new URL(request.url ?? '/', 'http://gateway.invalid');
  if (url.pathname !== '/cgi-bin/sendsms') return { status: 404, sentence: 'Unknown request.' };
  if (request.method === 'GET') return url.searchParams;
  if (request.method !== 'POST') return { status: 405, sentence: 'GET or POST' };
  return new URLSearchParams((await readBody(request, MAX_BODY)).toString('utf8'));
}

function reply(response: ServerResponse, status: number, sentence: string): void {
  response.writeHead(status, { 'content-type': 'text/plain' }).end(sentence);
}
