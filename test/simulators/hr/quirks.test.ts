import { expect } from 'chai';
import type { Hr } from '../../../simulators/hr/start-hr.js';
import { type Call, faultOf, hrClient, startTestHr } from './hr-client.js';

describe('HR worker feed: what it can do wrong', () => {
  let hr: Hr;
  let call: Call;
  beforeEach(async () => {
    hr = await startTestHr();
    ({ call } = await hrClient(hr));
  });
  afterEach(() => hr.stop());

  it('ends in a server fault', async () => {
    hr.setQuirks({ fault: true });
    expect(await faultOf(call({}))).to.equal('soap:Server.Unavailable');
    hr.setQuirks({ fault: false });
    expect((await call({})).TotalCount).to.be.greaterThan(0);
  });

  it('misses every second worker and counts as if that were all', async () => {
    const whole = (await call({})).TotalCount;
    hr.setQuirks({ truncated: true });
    const { TotalCount, Worker, Full } = await call({});
    expect(TotalCount).to.equal(Math.ceil(whole / 2));
    expect(Worker).to.have.length(TotalCount);
    expect(Full).to.equal(true);
  });

  it('carries a record of rubbish on the first page only', async () => {
    const whole = (await call({})).TotalCount;
    hr.setQuirks({ garbage: true });
    const first = await call({ PageSize: 10 });
    expect(first.TotalCount).to.equal(whole + 1);
    expect(first.Worker?.filter(({ CardStatus }) => CardStatus === 'Q')).to.have.length(1);
    const second = await call({ PageSize: 10, Cursor: first.NextCursor });
    expect(second.Worker?.filter(({ CardStatus }) => CardStatus === 'Q')).to.have.length(0);
  });

  it('a slow answer is still out when the caller has gone, and does not keep it from stopping', async () => {
    hr.setQuirks({ delayMs: 600_000 });
    const answer = call({}).then(
      () => 'answered',
      () => 'dropped',
    );
    await hr.stop();
    expect(await answer).to.equal('dropped');
    hr = await startTestHr();
  });
});

describe('HR control socket', () => {
  let hr: Hr;
  before(async () => {
    hr = await startTestHr();
  });
  after(() => hr.stop());

  const ask = async (verb: string, body: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(new URL(verb, hr.controlUrl), {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
    });
    return { status: response.status, body: (await response.json()) as { stamp?: string } };
  };

  it('does what the actions do, and the feed tells it', async () => {
    const { call } = await hrClient(hr);
    const { ChangeStamp } = await call({});
    expect(
      (await ask('/change', { sourceKey: 'H100201', patch: { unit: 'Registry', dutyConfirmed: null } }))
        .status,
    ).to.equal(200);
    const left = await ask('/mark-left', { sourceKey: 'H100154', lastDay: '2026-11-21' });
    await ask('/confirm-duty', { sourceKey: 'H100377', by: 'Prof. X' });
    await ask('/report-card-lost', { sourceKey: 'H100265' });
    expect(left.body.stamp).to.match(/^[0-9a-f]{8}\.2$/);
    expect((await call({ ChangedSince: ChangeStamp })).TotalCount).to.equal(4);
    const { body } = await ask('/worker', { sourceKey: 'H100201' });
    expect(body).to.deep.include({ unit: 'Registry', card: 'current' });
    expect(body).not.to.have.property('dutyConfirmed');
    expect((await ask('/quirks', { garbage: true })).body).to.deep.include({ garbage: true, fault: false });
  });

  it('refuses unknown people, actions, fields, and what a page in a browser sends', async () => {
    expect((await ask('/remove', { sourceKey: 'H999999' })).status).to.equal(404);
    expect((await ask('/nothing', {})).status).to.equal(404);
    expect((await ask('/change', { sourceKey: 'H100201', patch: { salary: 1 } })).status).to.equal(400);
    expect((await ask('/change', '{"sourceKey":')).status).to.equal(400);
    expect(
      (await ask('/remove', { sourceKey: 'H100265' }, { origin: 'http://elsewhere.test' })).status,
    ).to.equal(403);
    expect(
      (await ask('/remove', { sourceKey: 'H100265' }, { 'content-type': 'text/plain' })).status,
    ).to.equal(400);
    expect(hr.worker('H100265').sourceKey).to.equal('H100265');
  });
});
