import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import type { Gate } from '../../../simulators/gates/gate.js';
import { startHttpScanner } from '../../../simulators/gates/http/start-http-scanner.js';

describe('simulated HTTP scanner', () => {
  let hub: Server;
  let scanner: Gate;
  let asked: { url: string; authorization: string; body: Record<string, unknown> }[];
  let answer: (response: ServerResponse) => void;
  beforeEach(async () => {
    asked = [];
    hub = createServer((request, response) => {
      void noted(request).then(() => answer(response));
    });
    hub.listen(0, '127.0.0.1');
    await once(hub, 'listening');
    scanner = startHttpScanner({
      hubUrl: `http://127.0.0.1:${(hub.address() as AddressInfo).port}`,
      campus: 'hku',
      device: 'canteen',
      token: 'canteen-token',
      name: 'Canteen',
      points: [{ id: 'cym', name: 'Till' }],
    });
  });
  afterEach(async () => {
    await scanner.stop();
    hub.closeAllConnections();
    await new Promise((resolve) => hub.close(resolve));
  });

  async function noted(request: IncomingMessage): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    asked.push({
      url: `${request.method} ${request.url}`,
      authorization: request.headers.authorization ?? '',
      body: JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>,
    });
  }
  const reply = (status: number, body: string) => (response: ServerResponse) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  };

  it('posts the code to its point with its own token', async () => {
    answer = reply(200, '{"id":"e1","decision":"grant","reason":"permitted","message":"Enjoy"}');
    const { id, decision, message } = await scanner.scan('GH1ABC');
    expect(asked).to.deep.equal([
      {
        url: 'POST /api/v1/campuses/hku/points/cym/decisions',
        authorization: 'Bearer canteen-token',
        body: { code: 'GH1ABC', requestId: id },
      },
    ]);
    expect([decision, message]).to.deep.equal(['grant', 'Enjoy']);
    expect(scanner.view()).to.deep.include({ light: 'green', kind: 'http' });
  });

  it('a problem, rubbish and a redirect open nothing', async () => {
    const answers: [number, string, string][] = [
      [403, '{"code":"point_not_yours"}', 'point_not_yours'],
      [502, '<html>', 'http_502'],
      [200, '[1]', 'answer_unreadable'],
      [200, '{"decision":"grant"}', 'answer_unreadable'],
    ];
    for (const [status, body, wanted] of answers) {
      answer = reply(status, body);
      expect(await scanner.scan('x')).to.deep.include({ decision: 'no_answer', reason: wanted });
      expect(scanner.view().light).to.equal('red');
    }
    answer = (response) => response.writeHead(307, { location: '/elsewhere' }).end();
    expect((await scanner.scan('x')).reason).to.equal('unreachable');
  });

  it('asks once more under the same id when the answer was lost', async () => {
    answer = (response) => {
      answer = reply(200, '{"decision":"deny","reason":"already_used"}');
      response.destroy();
    };
    expect((await scanner.scan('x')).reason).to.equal('already_used');
    expect(asked).to.have.length(2);
    expect(asked[1]?.body).to.deep.equal(asked[0]?.body);
  });

  it('cut off, it asks nobody', async () => {
    await scanner.goOffline();
    expect((await scanner.scan('x')).reason).to.equal('offline');
    expect(asked).to.deep.equal([]);
  });
});
