import { connect, isIP, type Socket } from 'node:net';
import { createTransport, type SendMailOptions, type SMTPPoolOptions } from 'nodemailer';
import { Problem } from '../../core/domain/problem.js';
import { mayCall } from '../../core/outbound/addresses.js';
import { OutboundError } from '../../core/outbound/errors.js';
import { guardedLookup } from '../../core/outbound/guarded-lookup.js';
import { type EmailSettings, serverOf } from './settings.js';
import { smtpProblem } from './smtp-problem.js';

/** After a failure to reach the server, milliseconds until it is tried again: the queue is not to wait for each message. */
const REST_MS = 10_000;

export interface Mailer {
  /** Resolves when the server has taken the mail; throws the problems of `smtpProblem`. */
  send(mail: SendMailOptions & { messageId: string }, signal: AbortSignal): Promise<void>;
  stop(): void;
}

/** One connection to the campus's mail server, kept open between mails. */
export function createMailer(settings: EmailSettings, allowPrivate: boolean, now: () => number): Mailer {
  const transport = createTransport(transportOptions(settings, allowPrivate));
  const handedOver = new Set<string>();
  // The last byte of a mail is read from its stream when the server has asked for it and before it can have answered.
  transport.use('stream', (mail, done) => {
    mail.message.processFunc((stream) =>
      stream.once('end', () => handedOver.add(String(mail.data.messageId ?? ''))),
    );
    done();
  });
  let restUntil = 0;
  return {
    async send(mail, signal) {
      if (now() < restUntil) throw new Problem(503, 'mail_unavailable', 'The mail server is left alone.');
      try {
        await transport.sendMail({ ...mail, signal });
      } catch (error) {
        if (error instanceof OutboundError) throw error;
        const problem = smtpProblem(error, handedOver.has(mail.messageId));
        if (problem.code === 'mail_unavailable') restUntil = now() + REST_MS;
        throw problem;
      } finally {
        handedOver.delete(mail.messageId);
      }
    },
    stop: () => transport.close({ force: true }),
  };
}

function transportOptions(settings: EmailSettings, allowPrivate: boolean): SMTPPoolOptions & { pool: true } {
  const { tls, user, password } = settings;
  return {
    ...serverOf(settings.server),
    secure: tls === 'implicit',
    requireTLS: tls === 'starttls',
    ignoreTLS: tls === 'none',
    ...(user === undefined ? {} : { auth: { user, pass: password ?? '' } }),
    pool: true,
    maxConnections: 1,
    // The hub's own queue decides what is sent again.
    maxRequeues: 0,
    idleTimeout: 30_000,
    connectionTimeout: settings.connectSeconds * 1_000,
    greetingTimeout: settings.connectSeconds * 1_000,
    socketTimeout: settings.answerSeconds * 1_000,
    getSocket: (_, callback) => openSocket(settings, allowPrivate, callback),
  };
}

/** To addresses that the operator agreed to only: a campus's admin cannot look around in the hub's own network. */
function openSocket(
  { server, connectSeconds }: EmailSettings,
  allowPrivate: boolean,
  callback: (error: Error | null, socket?: { connection: Socket }) => void,
): void {
  const { host, port } = serverOf(server);
  // A literal address is never looked up.
  if (isIP(host) !== 0 && !mayCall(host, allowPrivate)) {
    callback(new OutboundError('outbound_refused', `${host} stands on a private network`));
    return;
  }
  const socket = connect({ host, port, lookup: guardedLookup(allowPrivate) });
  const failed = (error: Error) => {
    socket.destroy();
    callback(error);
  };
  socket.setTimeout(connectSeconds * 1_000, () => failed(new Error('connecting took too long')));
  socket.once('error', failed);
  socket.once('connect', () => {
    socket.setTimeout(0).removeAllListeners('timeout').off('error', failed);
    callback(null, { connection: socket });
  });
}
