import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import express from 'express';
import { forwardTo } from '../../bin/demo-forward.js';

describe('what is forwarded to the virtual campus', () => {
  it('tells a simulator the path before it and the body, and neither cookie nor token', async () => {
    let told: IncomingHttpHeaders = {};
    let said = '';
    const simulator = createServer(async (request, response) => {
      told = request.headers;
      for await (const chunk of request) said += String(chunk);
      response.writeHead(303, { location: '/demo/devices/x', 'set-cookie': 'planted=1' }).end();
    });
    await new Promise<void>((resolve) => simulator.listen(0, '127.0.0.1', resolve));
    const { port } = simulator.address() as AddressInfo;
    const app = express();
    const hub = app.listen(0, '127.0.0.1');
    await new Promise((resolve) => hub.once('listening', resolve));
    const url = `http://127.0.0.1:${(hub.address() as AddressInfo).port}`;
    app.use('/demo/devices', forwardTo(`http://127.0.0.1:${port}`, '/demo/devices', url));
    const secrets = { cookie: 'gatehouse_hku=secret', authorization: 'Bearer secret' };
    const answer = await fetch(`${url}/demo/devices/hku/gate/scan`, {
      method: 'POST',
      body: new URLSearchParams({ text: 'code' }),
      headers: secrets,
      redirect: 'manual',
    });
    hub.close();
    hub.closeAllConnections();
    simulator.close();
    simulator.closeAllConnections();
    expect([answer.status, answer.headers.get('location')]).to.deep.equal([303, '/demo/devices/x']);
    expect(answer.headers.get('set-cookie')).to.equal(null);
    expect(said).to.equal('text=code');
    expect(told['x-forwarded-prefix']).to.equal('/demo/devices');
    expect(JSON.stringify(told)).not.to.contain('secret');
  });
});
