import type { Server, Socket } from 'node:net';
import ldap from 'ldapjs';
import type { CampusPeople } from '../people/people.js';
import { listen } from '../support/listen.js';
import { type Log, silent } from '../support/log.js';
import { Accounts } from './accounts.js';
import { bindHandler } from './bind.js';
import { campusEntries, type Entry, layoutOf } from './entries.js';
import { searchHandler } from './search.js';

export interface DirectoryOptions {
  campuses: CampusPeople[];
  port?: number;
  /** Both as PEM: the server then speaks LDAPS and nothing else. */
  tls?: { key: string; certificate: string };
  servicePassword?: string;
  /** Entries in one answer or page; 500 when absent. */
  sizeLimit?: number;
  log?: Log;
}

export interface ServiceAccount {
  dn: string;
  password: string;
}

export interface Directory {
  /** ldap://127.0.0.1:port, or ldaps:// with TLS. */
  url: string;
  suffix(campus: string): string;
  /** The account with which the hub searches below that campus's suffix. */
  serviceAccount(campus: string): ServiceAccount;
  /** Locks an account: its password is then a wrong one. Unknown people are a RangeError. */
  lock(campus: string, sourceKey: string): void;
  unlock(campus: string, sourceKey: string): void;
  setPassword(campus: string, sourceKey: string, password: string): void;
  stop(): Promise<void>;
}

/** Starts one LDAP server for the suffixes of all campuses. */
export async function startDirectory(options: DirectoryOptions): Promise<Directory> {
  const { log = silent, servicePassword = 'gatehouse-directory', sizeLimit = 500 } = options;
  const accounts = new Accounts(options.campuses);
  const server: ldap.Server = ldap.createServer({
    ...options.tls,
    connectionRouter: (socket: LdapSocket) => guarded(server, socket, log),
  } as ldap.ServerOptions);
  const socketServer = (server as unknown as { server: Server }).server;
  const sockets = openSockets(socketServer);
  server.on('clientError', (error: unknown) => log('directory:refused', { error: String(error) }));
  server.on('error', (error: unknown) => log('directory:error', { error: String(error) }));
  for (const campus of options.campuses) {
    const { suffix } = layoutOf(campus.campus);
    const account = ldap.parseDN(serviceDn(suffix));
    const entries: Entry[] = campusEntries(campus);
    server.bind(
      suffix,
      bindHandler((dn) => (dn.equals(account) ? servicePassword : accounts.password(dn))),
    );
    server.search(
      suffix,
      searchHandler(() => entries, account, { sizeLimit }),
    );
  }
  const port = await listen(socketServer, options.port ?? 0);
  return {
    url: `${options.tls === undefined ? 'ldap' : 'ldaps'}://127.0.0.1:${port}`,
    suffix: (campus) => layoutOf(campus).suffix,
    serviceAccount: (campus) => ({ dn: serviceDn(layoutOf(campus).suffix), password: servicePassword }),
    lock: (campus, sourceKey) => accounts.of(campus, sourceKey, (account) => ({ ...account, locked: true })),
    unlock: (campus, sourceKey) =>
      accounts.of(campus, sourceKey, (account) => ({ ...account, locked: false })),
    setPassword: (campus, sourceKey, password) =>
      accounts.of(campus, sourceKey, (account) => ({ ...account, password })),
    stop: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => socketServer.close(() => resolve()));
    },
  };
}

function serviceDn(suffix: string): string {
  return `cn=gatehouse,ou=services,${suffix}`;
}

/** LDAP clients keep their connections: whoever stops has to close them. */
function openSockets(server: Server): Set<Socket> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return sockets;
}

type LdapSocket = Socket & { parser: { write(data: Buffer): boolean } };

/** ldapjs's parser throws at some bytes that are no LDAP; that must end the connection and not the program. */
function guarded(server: ldap.Server, socket: LdapSocket, log: Log): void {
  (server as unknown as { newConnection(socket: Socket): void }).newConnection(socket);
  const write = socket.parser.write.bind(socket.parser);
  socket.parser.write = (data) => {
    try {
      return write(data);
    } catch (error) {
      log('directory:unreadable', { error: String(error) });
      socket.destroy();
      return false;
    }
  };
}
