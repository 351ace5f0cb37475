import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { expect } from 'chai';
import { authenticate } from '../../../../plugins/sso/ldap/authenticate.js';
import { DirectoryUnavailable } from '../../../../plugins/sso/ldap/connection.js';
import { hkuSettings } from '../support/directory.js';

/** A server that takes connections and does as it is told with them. */
async function listening(onSocket: (socket: Socket) => void): Promise<{ url: string; server: Server }> {
  const server = createServer(onSocket).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `ldap://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

async function failureAt(url: string, signal = new AbortController().signal): Promise<unknown> {
  const settings = hkuSettings({ url }, { answerSeconds: 1 });
  return authenticate(settings, { loginName: 'clchan', password: 'x', signal }).catch(
    (error: unknown) => error,
  );
}

describe('a directory that is away', () => {
  it('is told apart from a wrong PIN when nobody listens', async () => {
    const { url, server } = await listening(() => {});
    server.close();
    await once(server, 'close');
    expect(await failureAt(url)).to.be.instanceOf(DirectoryUnavailable);
  });

  it('is given up on when it says nothing', async () => {
    const sockets: Socket[] = [];
    const { url, server } = await listening((socket) => sockets.push(socket));
    expect(await failureAt(url)).to.be.instanceOf(DirectoryUnavailable);
    expect(sockets).to.have.length(1);
    for (const socket of sockets) socket.destroy();
    server.close();
  });

  it('is given up on when it talks rubbish or hangs up', async () => {
    for (const answer of [
      (socket: Socket) => socket.end(),
      (socket: Socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'),
    ]) {
      const { url, server } = await listening((socket) => {
        socket.on('error', () => {});
        answer(socket);
      });
      expect(await failureAt(url)).to.be.instanceOf(DirectoryUnavailable);
      server.close();
    }
  });

  it('is not asked any further once the plugin stops', async () => {
    const { url, server } = await listening(() => {});
    const stopping = new AbortController();
    stopping.abort();
    expect(await failureAt(url, stopping.signal)).to.be.instanceOf(DirectoryUnavailable);
    server.close();
  });
});
