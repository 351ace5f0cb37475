import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { close, listen } from '../support/listen.js';
import { type Log, silent } from '../support/log.js';
import { BodyTooLarge, readBody } from '../support/read-body.js';
import { APPOINTMENTS, type Appointment, isOpen } from './appointment.js';
import { showSlips } from './show-slips.js';

/** What the old system does with a question: answers, or fails in one of its ways. */
export type AppointmentsMode = 'answers' | 'error' | 'hangs' | 'garbage';

export interface AppointmentsOptions {
  /** What callers have to show as a bearer token. */
  secret: string;
  now: () => Date;
  port?: number;
  log?: Log;
}

export interface Appointments {
  /** Where a text and a gate are asked about. */
  url: string;
  secret: string;
  /** A page with the codes to print. */
  pageUrl: string;
  appointments: readonly Appointment[];
  /** Questions so far, whatever became of them. */
  asked(): number;
  set(mode: AppointmentsMode): void;
  stop(): Promise<void>;
}

const question = z.object({ qr: z.string(), gate: z.string() });
const MAX_BODY = 16 * 1024;

/** The old appointment system: knows its own codes, at its own gates, in their windows. */
export async function startAppointments(options: AppointmentsOptions): Promise<Appointments> {
  const { secret, now, log = silent } = options;
  let mode: AppointmentsMode = 'answers';
  let asked = 0;
  const check = async (request: IncomingMessage, response: ServerResponse) => {
    asked += 1;
    log('appointments:asked', { mode });
    const said = await readBody(request, MAX_BODY);
    if (request.headers.authorization !== `Bearer ${secret}`)
      return json(response, 401, { error: 'unauthorised' });
    if (mode === 'hangs') return;
    if (mode === 'error')
      return json(response, 500, { error: 'ORA-03113: end-of-file on communication channel' });
    if (mode === 'garbage') return void response.writeHead(200).end('<html>Please wait …');
    const { qr, gate } = question.parse(JSON.parse(said.toString('utf8')));
    const found = APPOINTMENTS.find((one) => one.qr === qr);
    const allowed = found ? found.gates.includes(gate) && isOpen(found, now()) : false;
    return json(response, 200, { allowed, ...(found && { appointment: found.id }) });
  };
  const server = createServer((request, response) => {
    const answering =
      request.method === 'POST'
        ? check(request, response)
        : showSlips(request, response, now()).catch(() => undefined);
    answering?.catch((error: unknown) => {
      json(response, error instanceof BodyTooLarge ? 413 : 400, { error: 'bad_request' });
    });
  });
  const origin = `http://127.0.0.1:${await listen(server, options.port ?? 0)}`;
  return {
    url: `${origin}/check`,
    secret,
    pageUrl: `${origin}/`,
    appointments: APPOINTMENTS,
    asked: () => asked,
    set: (next) => {
      mode = next;
    },
    stop: () => close(server),
  };
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
