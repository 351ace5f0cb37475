import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { expect } from 'chai';
import { OutboundError } from '../../../core/outbound/errors.js';
import type { OutboundLimits } from '../../../core/outbound/limits.js';
import { outboundFetch } from '../../../core/outbound/outbound-fetch.js';

const LIMITS: OutboundLimits = { budgetMs: 10_000, allowPrivate: true, maxBytes: 1_000 };
const open: Server[] = [];

async function serving(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  open.push(server);
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/here`;
}

async function codeOf(asked: Promise<unknown>): Promise<string> {
  try {
    await asked;
    return 'answered';
  } catch (error) {
    return error instanceof OutboundError ? error.code : String(error);
  }
}

describe('outboundFetch', () => {
  afterEach(() => {
    for (const server of open.splice(0)) server.close().closeAllConnections();
  });

  it('brings status, headers and body', async () => {
    const url = await serving((request, response) => {
      response.writeHead(201, { 'x-seen': request.headers['x-sent'] ?? '' }).end('好');
    });
    const answer = await outboundFetch(url, { headers: { 'x-sent': 'yes' } }, LIMITS);
    expect(answer.status).to.equal(201);
    expect(answer.headers.get('x-seen')).to.equal('yes');
    expect(await answer.text()).to.equal('好');
  });

  it('tells whether anybody can have heard it: not where the line was never made, else yes', async () => {
    const reached = (asked: Promise<unknown>) =>
      asked.then(
        () => 'answered',
        (error: OutboundError) => `${error.code} ${error.reached}`,
      );
    const gone = await serving(() => undefined);
    await new Promise((resolve) => open.pop()?.close(resolve));
    expect(await reached(outboundFetch(gone, {}, LIMITS))).to.equal('outbound_unavailable false');
    const short = { ...LIMITS, budgetMs: 200 };
    const silent = await serving(() => undefined);
    // A server that never shakes hands: the budget ends before a byte of the request has left.
    const deaf = net.createServer((socket) => socket.unref()).listen(0, '127.0.0.1');
    deaf.unref();
    await once(deaf, 'listening');
    const mute = `https://127.0.0.1:${(deaf.address() as AddressInfo).port}`;
    expect(await reached(outboundFetch(mute, {}, short))).to.equal('outbound_timeout false');
    deaf.close();
    expect(await reached(outboundFetch(silent, {}, short))).to.equal('outbound_timeout true');
    const hanging = await serving((request) => request.socket.destroy());
    const unrepeated = { ...LIMITS, idempotent: false };
    expect(await reached(outboundFetch(hanging, {}, unrepeated))).to.equal('outbound_unavailable true');
  });

  it('does not follow a redirect', async () => {
    const asked: string[] = [];
    const url = await serving((request, response) => {
      asked.push(request.url ?? '');
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    expect((await outboundFetch(url, {}, LIMITS)).status).to.equal(302);
    expect(asked).to.deep.equal(['/here']);
  });

  it('calls a private address by consent only, by name or by number', async () => {
    let asked = 0;
    const url = await serving((_, response) => {
      asked += 1;
      response.end();
    });
    const closed = { ...LIMITS, allowPrivate: false };
    const { port } = new URL(url);
    const names = ['127.0.0.1', 'localhost', '0x7f.1', '2130706433', '[::ffff:127.0.0.1]'];
    for (const host of names) {
      expect(await codeOf(outboundFetch(`http://${host}:${port}/`, {}, closed)), host).to.equal(
        'outbound_refused',
      );
    }
    expect(asked).to.equal(0);
    expect(await codeOf(outboundFetch(`http://localhost:${port}/`, {}, LIMITS))).to.equal('answered');
  });

  it('never calls where clouds keep their credentials', async () => {
    expect(await codeOf(outboundFetch('http://169.254.169.254/latest', {}, LIMITS))).to.equal(
      'outbound_refused',
    );
  });

  it('refuses other schemes and passwords in an address', async () => {
    for (const url of ['file:///etc/passwd', 'ftp://example.test/', 'nothing', 'http://a:b@127.0.0.1/']) {
      expect(await codeOf(outboundFetch(url, {}, LIMITS)), url).to.equal('outbound_refused');
    }
  });

  it('stops reading an answer that is too large', async () => {
    const url = await serving((_, response) => response.end('x'.repeat(1_001)));
    expect(await codeOf(outboundFetch(url, {}, LIMITS))).to.equal('outbound_too_large');
  });

  it('gives up when the budget is spent, before or within the answer', async () => {
    const silent = await serving(() => undefined);
    const halting = await serving((_, response) => void response.write('a'));
    const short = { ...LIMITS, budgetMs: 60 };
    expect(await codeOf(outboundFetch(silent, {}, short))).to.equal('outbound_timeout');
    expect(await codeOf(outboundFetch(halting, {}, short))).to.equal('outbound_timeout');
  });

  it("ends with the caller's own reason when the caller stops it", async () => {
    const url = await serving(() => undefined);
    const stopping = new AbortController();
    const asked = outboundFetch(url, { signal: stopping.signal }, LIMITS);
    stopping.abort(new Error('the plugin was disabled'));
    expect(await codeOf(asked)).to.equal('Error: the plugin was disabled');
  });

  it('asks again what may be asked twice, and only that', async () => {
    let asked = 0;
    const url = await serving((_, response) => {
      asked += 1;
      response.writeHead(asked < 3 ? 503 : 200).end();
    });
    expect((await outboundFetch(url, { method: 'POST' }, LIMITS)).status).to.equal(503);
    expect(asked).to.equal(1);
    expect((await outboundFetch(url, {}, LIMITS)).status).to.equal(200);
    expect(asked).to.equal(3);
  });

  it('leaves a system alone that failed five times in a row', async () => {
    let asked = 0;
    const url = await serving((request) => {
      asked += 1;
      request.socket.destroy();
    });
    const post = () => codeOf(outboundFetch(url, { method: 'POST' }, LIMITS));
    for (let call = 0; call < 7; call += 1) expect(await post()).to.equal('outbound_unavailable');
    expect(asked).to.equal(5);
  });

  it('says nothing of path or query in its errors', async () => {
    const url = await serving((request) => request.socket.destroy());
    const error = await outboundFetch(`${url}?token=secret`, { method: 'POST' }, LIMITS).catch(
      (e: Error) => e,
    );
    expect(String(error)).to.match(/^OutboundError: outbound_unavailable: 127\.0\.0\.1:\d+: ECONNRESET$/);
  });
});
