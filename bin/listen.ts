import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Listens, and resolves with the port; rejects where the port is taken or not allowed. */
export async function listen(server: Server, port: number, host: string): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return (server.address() as AddressInfo).port;
}
