import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import type { Logger } from 'pino';
import { Problem } from '../../../core/domain/problem.js';
import { createApp } from '../../../core/http/app.js';
import { type AnyRoute, route } from '../../../core/http/route.js';
import type { Answered } from '../../../core/metrics/counters.js';
import { createLog } from '../../../core/metrics/log-fields.js';
import { eventually } from '../../support/eventually.js';
import { type SyncCampus, startSyncCampus } from '../use-cases/sync-campus.js';
import { type Served, served } from './served.js';

const SECRET = 'a-visitors-token';
const PROXY_ID = 'proxy-4711.abc';

describe('the line of a request', () => {
  let campus: SyncCampus;
  let log: Logger;
  let lines: Record<string, unknown>[];
  let raw: string;
  let open: Served[];
  before(async () => {
    campus = await startSyncCampus();
  });
  after(() => campus?.stop());
  beforeEach(() => {
    lines = [];
    raw = '';
    open = [];
    const write = (line: string) => {
      raw += line;
      lines.push(JSON.parse(line));
    };
    log = createLog('debug', { write });
  });
  afterEach(() => Promise.all(open.map((one) => one.stop())));

  const routes = (): AnyRoute[] => [
    route({
      method: 'get',
      path: '/{campus}/pass/{token}',
      role: 'public',
      summary: 'A page',
      async handle() {
        await new Promise((resolve) => setImmediate(resolve));
        log.warn('further down');
        return { text: 'here' };
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/campuses/{campus}/broken',
      role: 'public',
      summary: 'A defect',
      handle: () => Promise.reject(new Error(`${SECRET} in a message`)),
    }),
    route({
      method: 'get',
      path: '/{campus}/refused',
      role: 'public',
      summary: 'A refusal',
      handle: () => {
        throw new Problem(403, 'not_your_role', 'No.');
      },
    }),
  ];
  const serve = async (publicUrl = 'http://hub.test') => {
    const one = await served({ ...campus.context, log }, routes(), publicUrl);
    open.push(one);
    return one;
  };
  const answeredLine = () => eventually(() => lines.find(({ msg }) => msg === 'answered'));

  it('names the route by its pattern, the campus, and how it was answered; never path, query or address', async () => {
    const { slug } = campus.snapshot();
    const hub = await serve();
    const answer = await hub.ask('GET', `/${slug}/pass/${SECRET}?q=${SECRET}`);
    const line = await answeredLine();
    expect(line).to.include({ level: 30, method: 'GET', route: '/{campus}/pass/{token}', campus: slug });
    expect(line).to.include({ status: 200, principal: 'nobody', requestId: answer.headers['x-request-id'] });
    expect(line['ms']).to.be.a('number');
    expect(raw).not.to.contain(SECRET).and.not.to.contain('127.0.0.1');
  });

  it('carries one id with every line that was written further down, another one with each request', async () => {
    const { slug } = campus.snapshot();
    const hub = await serve();
    const answers = await Promise.all([1, 2, 3].map((n) => hub.ask('GET', `/${slug}/pass/${n}`)));
    await eventually(() => lines.length === 6);
    const ids = answers.map(({ headers }) => headers['x-request-id']);
    expect(new Set(ids).size).to.equal(3);
    for (const id of ids)
      expect(lines.filter(({ requestId }) => requestId === id).map(({ msg }) => msg)).to.deep.equal([
        'further down',
        'answered',
      ]);
  });

  it('names no route and no campus where there is none', async () => {
    const hub = await serve();
    await hub.ask('GET', `/${SECRET}/pass`);
    const line = await answeredLine();
    expect(line).to.include({ route: 'none', status: 404 }).and.not.to.have.property('campus');
    expect(raw).not.to.contain(SECRET);
  });

  it('shows its id in a problem and on a page, so that it is found by whoever is told it', async () => {
    const { slug } = campus.snapshot();
    const hub = await serve();
    const broken = await hub.ask('GET', `/api/v1/campuses/${slug}/broken`);
    const id = String(broken.headers['x-request-id']);
    expect(JSON.parse(await text(broken))).to.include({ code: 'internal_error', requestId: id });
    const failure = lines.find(({ msg }) => msg === 'request failed');
    expect(failure).to.include({ requestId: id, level: 50 });
    expect(raw).not.to.contain(SECRET);
    const page = await hub.ask('GET', `/${slug}/refused`, { accept: 'text/html' });
    expect(await text(page)).to.contain(String(page.headers['x-request-id']));
  });

  it('takes a sane id over from the proxy that it trusts, and from nobody else', async () => {
    const { slug } = campus.snapshot();
    const idFor = async (publicUrl: string, given: string) => {
      const hub = await serve(publicUrl);
      const { headers } = await hub.ask('GET', `/${slug}/pass/1`, { 'x-request-id': given });
      return headers['x-request-id'];
    };
    expect(await idFor('https://hub.test', PROXY_ID)).to.equal(PROXY_ID);
    expect(await idFor('http://hub.test', PROXY_ID)).not.to.equal(PROXY_ID);
    for (const strange of ['short', 'x'.repeat(65), 'with blanks in it', '{"level":60}'])
      expect(await idFor('https://hub.test', strange)).to.match(/^[\da-f-]{36}$/);
  });

  it('counts a caller who left before the answer as such', async () => {
    const counted: Answered[] = [];
    const app = createApp({
      ...{ log, publicUrl: 'http://hub.test', statics: [], campuses: () => [] },
      routes: { handle: (request: import('express').Request) => request.socket.destroy() } as never,
      answered: (one) => counted.push(one),
    });
    const server = app.listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as import('node:net').AddressInfo;
    await fetch(`http://127.0.0.1:${port}/`).catch(() => {});
    await eventually(() => counted.length === 1);
    expect(counted[0]).to.include({ route: 'none', method: 'GET', status: 499 });
    await new Promise((resolve) => server.close(resolve));
  });
});
