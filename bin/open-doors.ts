import type { RequestListener } from 'node:http';
import { createServer, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { Config } from '../core/config/read-config.js';
import { listen } from './listen.js';
import type { LocalCertificate } from './local-certificate.js';

/** Where requests come in, and under which addresses. */
export interface Doors {
  /** Where people reach the hub. */
  publicUrl: string;
  /** Where it reaches itself, and the virtual campus it, on this machine. */
  localUrl: string;
  answer(listener: RequestListener): void;
  /** No new connections. */
  close(): void;
  /** Drops those that there are. */
  drop(): void;
}

/**
 * Plain HTTP, as a proxy or a browser on this machine wants it; with a certificate HTTPS, and beside it a plain door on
 * 127.0.0.1 at any free port, through which the hub speaks to itself: nothing has to trust its certificate for that.
 */
export async function openDoors(config: Config, certificate?: LocalCertificate): Promise<Doors> {
  const front: Server = certificate ? createSecureServer(certificate) : createServer();
  const port = await listen(front, config.port, config.host);
  const servers = [front];
  const host = config.host === '0.0.0.0' ? '127.0.0.1' : config.host;
  let localUrl = `http://${host}:${port}`;
  if (certificate) {
    const inner = createServer();
    servers.push(inner);
    localUrl = `http://127.0.0.1:${await listen(inner, 0, '127.0.0.1')}`;
  }
  const scheme = certificate ? `https://${certificate.name}` : 'http://localhost';
  return {
    publicUrl: config.publicUrl ?? `${scheme}:${port}`,
    localUrl,
    answer: (listener) => void servers.map((server) => server.on('request', listener)),
    close: () => void servers.map((server) => server.close()),
    drop: () => void servers.map((server) => server.closeAllConnections()),
  };
}
