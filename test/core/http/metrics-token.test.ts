import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import { metricsRoute } from '../../../core/http/routes/metrics.js';
import { type SyncCampus, startSyncCampus } from '../use-cases/sync-campus.js';
import { type Served, served } from './served.js';

const TOKEN = 'a-scraper-and-nobody-else';

describe('who may read the metrics', () => {
  let campus: SyncCampus;
  let open: Served[];
  before(async () => {
    campus = await startSyncCampus();
  });
  after(() => campus?.stop());
  beforeEach(() => {
    open = [];
  });
  afterEach(() => Promise.all(open.map((one) => one.stop())));

  const ask = async (gate: Parameters<typeof metricsRoute>[1], authorization?: string) => {
    const metrics = { contentType: 'text/plain; version=0.0.4', text: async () => 'figures 1\n' };
    const hub = await served(campus.context, [metricsRoute(metrics, gate)], 'http://hub.test');
    open.push(hub);
    const answer = await hub.ask('GET', '/metrics', authorization === undefined ? {} : { authorization });
    return { status: answer.statusCode, text: await text(answer) };
  };

  it('in production without a token: nobody, as if there were nothing', async () => {
    const { status, text: body } = await ask({ token: undefined, open: false }, 'Bearer ');
    expect(status).to.equal(404);
    expect(JSON.parse(body)).to.include({ code: 'not_found' });
  });

  it('with a token: who brings it, in the demo too', async () => {
    for (const isOpen of [true, false]) {
      const gate = { token: TOKEN, open: isOpen };
      expect(await ask(gate, `Bearer ${TOKEN}`)).to.deep.equal({ status: 200, text: 'figures 1\n' });
      for (const wrong of [
        undefined,
        '',
        'Bearer ',
        `Bearer ${TOKEN}x`,
        `Bearer ${TOKEN.slice(1)}`,
        `Basic ${TOKEN}`,
      ])
        expect((await ask(gate, wrong)).status, wrong).to.equal(404);
    }
  });

  it('in a demo without a token: everybody', async () => {
    expect((await ask({ token: undefined, open: true })).status).to.equal(200);
  });
});
