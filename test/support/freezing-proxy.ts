import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A line to a database that can go dead without a word, as when a host loses its power. */
export interface FreezingProxy {
  /** The database's address, through the line. */
  url: string;
  freeze(): void;
  /** Lets new connections through again; those that were frozen stay dead. */
  thaw(): void;
  stop(): Promise<void>;
}

export async function freezingProxy(databaseUrl: string): Promise<FreezingProxy> {
  const target = new URL(databaseUrl);
  const lines = new Set<Socket>();
  let frozen = false;
  const server = createServer((near) => {
    lines.add(near.on('error', () => {}));
    if (frozen) return;
    const far = connect(Number(target.port), target.hostname);
    lines.add(far.on('error', () => near.destroy()));
    near.pipe(far).pipe(near);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    freeze() {
      frozen = true;
      for (const line of lines) line.unpipe().pause();
    },
    thaw() {
      frozen = false;
    },
    async stop() {
      for (const line of lines) line.destroy();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}
