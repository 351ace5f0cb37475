import { request as httpRequest } from 'node:http';
import { expect } from 'chai';
import fc from 'fast-check';
import { startTestHub, type TestHub } from '../support/hub.js';
import { admin, member, shows } from './steps.js';

describe('rubbish', () => {
  let town: TestHub;
  before(async () => {
    town = await startTestHub();
  });
  after(() => town?.stop());

  const path = '/api/v1/campuses/hku/points/chi-wah-1f/decisions';
  const headers = () => ({
    'content-type': 'application/json',
    authorization: `Bearer ${town.demo.env['HKU_CHI_WAH_GATES_TOKEN']}`,
  });
  const post = async (body: string, more: Record<string, string> = {}) => {
    const response = await fetch(town.hub.url + path, {
      method: 'POST',
      headers: { ...headers(), ...more },
      body,
    });
    return {
      status: response.status,
      type: response.headers.get('content-type') ?? '',
      body: (await response.json()) as Record<string, unknown>,
    };
  };
  const count = async (table: string): Promise<number> => {
    const { rows } = await town.database.pool.query<{ n: number }>(`select count(*)::int as n from ${table}`);
    return rows[0]?.n ?? 0;
  };
  const stored = async () =>
    Promise.all(['events', 'people', 'credentials', 'plugin_settings', 'linked_devices'].map(count));

  it('broken, huge and wrong bodies get a problem+json each, and nothing is stored', async () => {
    const before = await stored();
    const sent: [string, number, string, Record<string, string>?][] = [
      ['{"code": "x", "requestId"', 400, 'invalid_json'],
      ['', 400, 'invalid_request'],
      ['null', 400, 'invalid_json'],
      ['[]', 400, 'invalid_request'],
      ['"text"', 400, 'invalid_json'],
      [JSON.stringify({ code: 1, requestId: 'a' }), 400, 'invalid_request'],
      [JSON.stringify({ code: 'x', requestId: "'; drop table events; --" }), 400, 'invalid_request'],
      [JSON.stringify({ code: 'x', requestId: '../../etc/passwd' }), 400, 'invalid_request'],
      [JSON.stringify({ code: 'x', requestId: 'a', admin: true }), 400, 'invalid_request'],
      [JSON.stringify({ code: 'x'.repeat(5000), requestId: 'a' }), 400, 'invalid_request'],
      [JSON.stringify({ code: 'x'.repeat(10_000_000), requestId: 'a' }), 413, 'body_too_large'],
      [
        'code=x&requestId=a&x[__proto__][y]=1',
        400,
        'invalid_request',
        { 'content-type': 'application/x-www-form-urlencoded' },
      ],
      [
        '{"code":"x","requestId":"a"}',
        415,
        'charset_unsupported',
        { 'content-type': 'application/json; charset=klingon' },
      ],
      ['{"code":"x","requestId":"a"}', 415, 'encoding_unsupported', { 'content-encoding': 'klingon' }],
      ['{"__proto__":{"code":"x"},"requestId":"a"}', 400, 'invalid_request'],
    ];
    for (const [body, status, code, more] of sent) {
      const answer = await post(body, more);
      expect({ status: answer.status, code: answer.body['code'] }, String(body).slice(0, 60)).to.deep.equal({
        status,
        code,
      });
      expect(answer.type).to.match(/^application\/problem\+json/);
    }
    expect(await stored()).to.deep.equal(before);
  });

  it('a body that breaks off ends with nothing stored', async () => {
    const before = await stored();
    await new Promise<void>((resolve) => {
      const half = httpRequest(town.hub.url + path, {
        method: 'POST',
        headers: { ...headers(), 'content-length': '900' },
      });
      half.on('error', () => resolve());
      half.on('response', () => resolve());
      half.write('{"code":"x"');
      half.flushHeaders();
      setImmediate(() => half.destroy());
    });
    expect(await stored()).to.deep.equal(before);
  });

  it('addresses with SQL, dots, percent signs and other campuses are problems', async () => {
    const paths = [
      "/api/v1/campuses/hku'%20or%201=1/points/x/decisions",
      '/api/v1/campuses/%2e%2e/points/x/decisions',
      '/api/v1/campuses/%/points/x/decisions',
      '/api/v1/campuses/nowhere/points/x/decisions',
      '/api/v1/campuses/hku/points/%00/decisions',
      `/api/v1/campuses/hku/points/${'x'.repeat(2000)}/decisions`,
      '/api/v1/nothing',
    ];
    for (const one of paths) {
      const response = await fetch(town.hub.url + one, {
        method: 'POST',
        headers: headers(),
        body: '{"code":"x","requestId":"p"}',
      });
      expect(response.status, one).to.be.within(400, 404);
      expect(response.headers.get('content-type'), one).to.match(/^application\/problem\+json/);
    }
  });

  it('any text at all is refused with a reason, at the gate and at the decision', async () => {
    const person = await member(town, 'hku', 'clchan');
    const good = await person.code();
    const mutated = fc
      .tuple(fc.nat(good.length - 1), fc.string({ unit: 'binary', minLength: 1, maxLength: 3 }))
      .map(([at, text]) => good.slice(0, at) + text + good.slice(at + 1));
    const texts = fc.sample(fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), mutated), {
      numRuns: 300,
      seed: 7,
    });
    let serial = 0;
    for (const code of texts) {
      if (code.trim().toUpperCase() === good) continue;
      serial += 1;
      const answer = await post(JSON.stringify({ code, requestId: `any-${serial}` }));
      expect(answer.status).to.equal(200);
      expect(answer.body['decision'], JSON.stringify(code)).to.equal('deny');
    }
    expect(await shows(town, ['hku', 'main-library-gate-1'], '\u0000"}{')).to.equal('deny unreadable');
  });

  it('another site’s page cannot make an admin’s browser change anything', async () => {
    const it = await admin(town, 'hku');
    const evil = { origin: 'https://evil.example' };
    const refused = await it.browser.json(
      'PUT',
      '/api/v1/campuses/hku/plugins/gates',
      { enabled: false },
      evil,
    );
    expect(refused).to.deep.include({ status: 403 });
    expect(refused.body['code']).to.equal('foreign_page');
    const nobody = await it.browser.json(
      'PUT',
      '/api/v1/campuses/hku/plugins/gates',
      { enabled: false },
      { origin: 'null' },
    );
    expect(nobody.status).to.equal(403);
  });
});
