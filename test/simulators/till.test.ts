import { createServer, type IncomingMessage } from 'node:http';
import { expect } from 'chai';
import { startGates } from '../../simulators/start-gates.js';
import { close, listen } from '../../simulators/support/listen.js';
import { type PushPort, startPushPort } from '../../simulators/support/push-port.js';

interface Heard {
  method: string;
  path: string;
  authorization: string | undefined;
  language: string | undefined;
  body: Record<string, unknown>;
}

const MEAL = 'b4c1f0a2-0000-4000-8000-000000000001';
const SOLD = {
  ...{ decision: 'grant', reason: 'permitted', message: 'Lunch: taken.', entitlement: 'taken' },
  ...{ price: 0, currency: 'HKD', meal: MEAL, holder: { initials: 'C. C. L.' } },
};
const NO_MEAL = {
  ...{ decision: 'grant', reason: 'permitted', message: 'No meal is served now.', entitlement: 'none' },
  ...{ price: null, currency: 'HKD', holder: { initials: 'C. C. L.' } },
};
const SESSION = {
  ...{ id: 's-1', user: 'clchan', displayName: 'CHAN Ching Lam' },
  ...{ quotaGroup: { id: 'staff', name: 'Staff' }, expiresAt: '2026-11-23T04:01:00Z' },
};

/** What the hub would say, and what it heard. */
async function startHub() {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    void read(request).then((body) => {
      const { method = '', url = '', headers } = request;
      heard.push({
        ...{ method, path: url, authorization: headers.authorization },
        ...{ language: headers['accept-language'], body },
      });
      const [status, said] = answer(method, url, body);
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(said));
    });
  });
  const url = `http://127.0.0.1:${await listen(server, 0)}`;
  return { url, heard, stop: () => close(server) };
}

async function read(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
}

function answer(method: string, url: string, body: Record<string, unknown>): [number, object] {
  if (url.endsWith('/reversal')) return [200, { meal: MEAL, reversedAt: '2026-11-23T04:00:00Z' }];
  if (url.endsWith('/activity')) return [410, { code: 'session_ended', endedBy: 'idle' }];
  if (url.endsWith('/current')) return [200, { session: null }];
  if (method === 'DELETE') return [200, {}];
  if (body['code'] === 'wrong point') return [403, { code: 'point_not_yours' }];
  if (body['code'] === 'after hours') return [200, NO_MEAL];
  if (url.endsWith('/sessions')) return [200, { decision: 'grant', reason: 'permitted', session: SESSION }];
  return [200, SOLD];
}

describe('a simulated till and a simulated panel', () => {
  let hub: Awaited<ReturnType<typeof startHub>>;
  let port: PushPort;
  let town: Awaited<ReturnType<typeof startGates>>;
  let now = Date.parse('2026-11-23T04:00:30Z');
  beforeEach(async () => {
    now = Date.parse('2026-11-23T04:00:30Z');
    hub = await startHub();
    port = await startPushPort();
    const device = (kind: 'till' | 'panel', id: string) => ({
      ...{ kind, campus: 'hku', device: id, token: `token of ${id}`, name: id, language: 'zh-Hant' },
      ...{ pushToken: 'push', points: [{ id: 'here', name: 'Here' }] },
    });
    town = await startGates({
      hub: { httpUrl: hub.url, mqttUrl: 'mqtt://127.0.0.1:1' },
      gates: [device('till', 'east-till'), device('panel', 'east-panel')],
      pushPort: port,
      now: () => new Date(now),
    });
  });
  afterEach(async () => {
    await town.stop();
    await port.stop();
    await hub.stop();
  });

  const till = () => town.till('hku', 'east-till');
  const panel = () => town.panel('hku', 'east-panel');
  const put = async (device: string, body: unknown, token = 'push') => {
    const response = await fetch(`${port.address(device)}/policy`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    });
    return [response.status, await response.json()];
  };
  const policy = (version: number, point = 'here') => ({ version, points: [{ id: point }] });
  const page = async (path: string, form?: Record<string, string>) => {
    const more = form ? { method: 'POST', body: new URLSearchParams(form), redirect: 'follow' as const } : {};
    return (await fetch(`${town.gatesPageUrl}${path}`, more)).text();
  };

  it('the till sells with its own token, its language and a new request id for each scan', async () => {
    expect(await till().sell('a code')).to.include({ decision: 'grant', message: 'Lunch: taken.' });
    await till().scan('another');
    expect(hub.heard.map(({ path }) => path)).to.deep.equal(
      Array(2).fill('/api/v1/campuses/hku/points/here/meals'),
    );
    expect(hub.heard[0]).to.include({ authorization: 'Bearer token of east-till', language: 'zh-Hant' });
    expect(hub.heard[0]?.body).to.include({ code: 'a code', take: true });
    expect(hub.heard[0]?.body['requestId']).not.to.equal(hub.heard[1]?.body['requestId']);
  });

  it('a lost answer is asked for again under the same request id', async () => {
    till().loseAnswers = 1;
    panel().loseAnswers = 2;
    expect((await till().sell('a code')).decision).to.equal('grant');
    expect((await panel().scan('a code')).decision).to.equal('grant');
    const ids = hub.heard.map(({ body }) => body['requestId']);
    expect(new Set(ids.slice(0, 2)).size).to.equal(1);
    expect(new Set(ids.slice(2)).size).to.equal(1);
    expect(ids).to.have.length(5);
  });

  it('what the hub does not decide sells nothing', async () => {
    expect(await till().sell('wrong point')).to.include({ decision: 'no_answer', reason: 'point_not_yours' });
    await till().goOffline();
    expect(await till().sell('a code')).to.include({ decision: 'no_answer', reason: 'offline' });
  });

  it('outside meal hours the till shows neither yes nor no, in words too, and its drawer stays closed', async () => {
    await till().sell('a code');
    expect(till().view()).to.include({ light: 'green', door: 'open' });
    expect(await till().sell('after hours')).to.include({ decision: 'grant', served: false });
    const view = till().view();
    expect(view).to.include({ light: 'amber', door: 'closed' });
    expect(view.facts?.map(({ name, value }) => [name, value])).to.deep.equal([
      ['meal', '-'],
      ['price', '-'],
      ['holder', 'C. C. L.'],
    ]);
    expect(await page('/hku/east-till'))
      .to.contain('>Not served</p>')
      .and.to.contain('data-light="amber"');
    const response = await fetch(`${town.gatesPageUrl}/hku/east-till`, {
      headers: { accept: 'application/json' },
    });
    const told = (await response.json()) as { words: object; last: { answer: object } };
    expect(told.words).to.deep.equal({ big: 'Not served', small: 'No meal is served now.' });
    expect(told.last.answer).to.include({ served: false });
  });

  it('the panel forgets who was there at log-out, at the hub’s word and at its own clock', async () => {
    await panel().scan('a code');
    expect(panel().session()?.user).to.equal('clchan');
    await panel().logOut();
    expect(hub.heard.at(-1)).to.include({
      method: 'DELETE',
      path: '/api/v1/campuses/hku/points/here/sessions/s-1',
    });
    expect(panel().session()).to.equal(null);
    await panel().scan('a code');
    expect(await panel().touch()).to.equal('session_ended');
    expect(panel().session()).to.equal(null);
    await panel().scan('a code');
    now = Date.parse(SESSION.expiresAt);
    expect(panel().session()).to.equal(null);
  });

  it('take what the hub puts on them, and refuse what is not for them', async () => {
    expect(await put('hku_east_till', policy(3))).to.deep.equal([200, { version: 3 }]);
    expect(till().view().policyVersion).to.equal(3);
    expect(await put('hku_east_till', policy(3))).to.deep.equal([200, { version: 3 }]);
    expect(await put('hku_east_till', policy(2))).to.deep.equal([409, { error: 'older_version' }]);
    expect(await put('hku_east_till', policy(4, 'there'))).to.deep.equal([409, { error: 'unknown_point' }]);
    expect(await put('hku_east_till', { points: [] })).to.deep.equal([409, { error: 'unreadable' }]);
    expect(await put('hku_east_till', policy(4), 'wrong')).to.deep.equal([401, { error: 'wrong_token' }]);
    expect(await put('hku_west_till', policy(4))).to.deep.equal([404, { error: 'not_started' }]);
    till().held.mode = 'refuse';
    expect(await put('hku_east_till', policy(4))).to.deep.equal([409, { error: 'not_now' }]);
    till().held.mode = 'old_version';
    expect(await put('hku_east_till', policy(4))).to.deep.equal([200, { version: 3 }]);
    expect(await put('hku_east_panel', policy(7))).to.deep.equal([200, { version: 7 }]);
  });

  it('have a page each: the meal with its price and a key that gives it back, who is signed in and a log-out', async () => {
    expect(await page('/'))
      .to.contain('east-till')
      .and.to.contain('east-panel');
    const sold = await page('/hku/east-till/scan', { point: 'here', text: 'a code' });
    for (const told of ['taken', 'HKD 0.00', 'C. C. L.', 'Give the last meal back'])
      expect(sold).to.contain(told);
    expect(await page('/hku/east-till/press', { button: 'give-back' })).to.contain(
      'The meal was given back.',
    );
    expect(hub.heard.at(-1)?.path).to.equal(`/api/v1/campuses/hku/points/here/meals/${MEAL}/reversal`);
    const signedIn = await page('/hku/east-panel/scan', { point: 'here', text: 'a code' });
    expect(signedIn).to.contain('CHAN Ching Lam').and.to.contain('Staff');
    expect(await page('/hku/east-panel/press', { button: 'log-out' })).to.contain('nobody');
    expect(await page('/hku/east-panel/press', { button: 'explode' })).to.contain('no such key');
    const state = (await (await fetch(`${town.gatesPageUrl}/hku/east-till/state`)).json()) as object;
    expect(state).to.include({ 'fact-meal': 'taken', 'fact-price': 'HKD 0.00' });
  });
});
