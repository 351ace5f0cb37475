import { expect } from 'chai';
import { route } from '../../../core/http/route.js';
import { type SyncCampus, startSyncCampus } from '../use-cases/sync-campus.js';
import { type Served, served } from './served.js';

const OWN = 'https://hub.example';
const COOKIE = { cookie: 'gatehouse_hku=somebody' };

describe('a request that changes something', () => {
  let campus: SyncCampus;
  let app: Served;
  before(async () => {
    campus = await startSyncCampus();
    const change = route({
      method: 'post',
      path: '/{campus}/change',
      role: 'public',
      summary: '',
      handle: () => ({ json: 'changed' }),
    });
    app = await served(campus.context, [change], OWN);
  });
  after(async () => {
    await app?.stop();
    await campus.stop();
  });

  const cases: [string, Record<string, string>, number][] = [
    ['from our own page', { ...COOKIE, origin: OWN }, 200],
    ['from another site', { ...COOKIE, origin: 'https://evil.example' }, 403],
    ['from a page that hides its origin', { ...COOKIE, origin: 'null' }, 403],
    ['from another site, its Origin taken away', { ...COOKIE, 'sec-fetch-site': 'cross-site' }, 403],
    [
      'from a neighbour of our name, its Origin taken away',
      { ...COOKIE, 'sec-fetch-site': 'same-site' },
      403,
    ],
    ['from our own page, its Origin taken away', { ...COOKIE, 'sec-fetch-site': 'same-origin' }, 200],
    ['from an app, which has neither', { ...COOKIE }, 200],
    ['from another site without a cookie, as nobody', { origin: 'https://evil.example' }, 200],
  ];
  for (const [where, headers, status] of cases) {
    it(`${where} is ${status === 200 ? 'let in' : 'refused'}`, async () => {
      const answer = await app.ask('POST', '/hku/change', headers);
      answer.resume();
      expect(answer.statusCode).to.equal(status);
    });
  }
});
