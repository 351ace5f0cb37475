import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { Keep } from '../support/keep.js';
import { type Log, silent } from '../support/log.js';
import { type Mail, readMail } from './mailbox.js';

const MAX_BYTES = 2 * 1024 * 1024;
const KEPT = 1_000;

/** What goes wrong with the next mails; each is used up by the mail that meets it. */
export type MailFault =
  /** An SMTP reply instead of 250 after the data: 451 asks to come again, 552 refuses. */
  | { kind: 'reply'; code: number }
  /** The mail is taken, and the line breaks before the answer. */
  | { kind: 'lost-answer' }
  /** The mail is taken, and no answer comes while the line stands. */
  | { kind: 'silence' }
  /** The line breaks before the mail is asked for. */
  | { kind: 'broken-line' };

export interface MailOptions {
  /** Absent or 0: any free port. */
  port?: number;
  /** With them, nobody sends without. */
  credentials?: { user: string; password: string };
  now?: () => Date;
  log?: Log;
}

export interface MailServer {
  host: string;
  port: number;
  /** Both, as mail programs are told. */
  server: string;
  /** Newest last. */
  mails(): readonly Mail[];
  /** To this address, whatever its case. */
  inbox(address: string): Mail[];
  /** The next mails meet these, in order; null is a mail that meets nothing. */
  fail(...faults: (MailFault | null)[]): void;
  /** From now on this address does not exist (550). */
  refuse(address: string): void;
  /** How many connections were made. */
  connections(): number;
  stop(): Promise<void>;
}

/** A mail server of the virtual campus: takes everything, forwards nothing, keeps the last mails in memory. */
export async function startMail(options: MailOptions = {}): Promise<MailServer> {
  const { now = () => new Date(), log = silent, credentials } = options;
  const mails = new Keep<Mail>(KEPT);
  const faults: (MailFault | null)[] = [];
  const refused = new Set<string>();
  let connections = 0;
  const server = new SMTPServer({
    authOptional: credentials === undefined,
    allowInsecureAuth: true,
    disabledCommands: credentials === undefined ? ['STARTTLS', 'AUTH'] : ['STARTTLS'],
    disableReverseLookup: true,
    size: MAX_BYTES,
    closeTimeout: 500,
    banner: 'virtual campus',
    onConnect: (_, done) => {
      connections += 1;
      done();
    },
    onAuth: (auth, _, done) => {
      const right = auth.username === credentials?.user && auth.password === credentials?.password;
      if (right) done(null, { user: auth.username });
      else done(replyError(535, 'authentication failed'));
    },
    onRcptTo: ({ address }, _, done) => {
      done(refused.has(address.toLowerCase()) ? replyError(550, 'no such user here') : null);
    },
    onMailFrom: (_, session, done) => {
      if (faults[0]?.kind !== 'broken-line') return done();
      faults.shift();
      cut(session);
    },
    onData: (stream, session, done) =>
      void take(stream, session).then((error) => error !== UNANSWERED && done(error)),
  });
  const take = async (stream: SMTPServerDataStream, session: SMTPServerSession) => {
    const chunks: Buffer[] = [];
    for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk);
    if (stream.sizeExceeded) return replyError(552, 'too large');
    const fault = faults.shift();
    if (fault?.kind === 'reply') return replyError(fault.code, 'not now');
    const { mailFrom, rcptTo } = session.envelope;
    for (const { address } of rcptTo) {
      const envelope = { at: now().toISOString(), from: mailFrom ? mailFrom.address : '', to: address };
      mails.add(await readMail(Buffer.concat(chunks), { id: randomUUID(), ...envelope }));
    }
    log('mail:taken', { bytes: chunks.reduce((sum, { length }) => sum + length, 0) });
    if (fault?.kind === 'lost-answer') cut(session);
    return fault?.kind === 'lost-answer' || fault?.kind === 'silence' ? UNANSWERED : null;
  };
  const sockets = new Map<string, { destroy(): void }>();
  server.server.on('connection', (socket) => {
    const key = `${socket.remoteAddress ?? ''}:${socket.remotePort ?? 0}`;
    sockets.set(key, socket);
    socket.once('close', () => sockets.delete(key));
  });
  const cut = ({ remoteAddress, remotePort }: SMTPServerSession) =>
    sockets.get(`${remoteAddress}:${remotePort}`)?.destroy();
  // A client that goes away in the middle is no trouble of the server's.
  server.on('error', (error) => log('mail:line', { error: error.message }));
  const port = await listening(server, options.port ?? 0);
  return {
    host: '127.0.0.1',
    port,
    server: `127.0.0.1:${port}`,
    mails: () => mails.all(),
    inbox: (address) => mails.all().filter(({ to }) => to.toLowerCase() === address.toLowerCase()),
    fail: (...some) => void faults.push(...some),
    refuse: (address) => void refused.add(address.toLowerCase()),
    connections: () => connections,
    stop: () =>
      new Promise((resolve) => {
        for (const socket of sockets.values()) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

const UNANSWERED = new Error('no answer is given');

function replyError(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

function listening(server: SMTPServer, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.server.off('error', reject);
      resolve((server.server.address() as AddressInfo).port);
    });
  });
}
