import { expect } from 'chai';
import type { Hr } from '../../../../simulators/hr/start-hr.js';
import { failureOf, feedAt, pullAll, startTestHr } from './feed.js';

const DAY = 86_400_000;

describe('worker feed by SOAP', () => {
  let hr: Hr;
  beforeEach(async () => {
    hr = await startTestHr();
  });
  afterEach(() => hr.stop());

  it('brings everybody at first, page by page, and says how many', async () => {
    const { batches, records, end } = await pullAll(feedAt(hr.url, { pageSize: 7 }));
    expect(batches.map((batch) => batch.length)).to.deep.equal([7, 7, 7, 7, 2]);
    expect(end).to.include({ full: true, announced: 30, dropLimit: 0.1 });
    expect(new Set(records.map(({ sourceKey }) => sourceKey)).size).to.equal(30);
    expect(records.find(({ sourceKey }) => sourceKey === 'H100201')).to.deep.equal({
      sourceKey: 'H100201',
      loginName: 'clchan',
      name: 'CHAN Ching Lam 陳靜琳',
      email: 'clchan@hku.test',
      affiliation: 'staff',
      entity: 'HKU',
      unit: 'Faculty of Arts',
      appointments: [{ from: '2021-08-16' }],
      dutyConfirmed: { by: 'Prof. Eleanor WHITCOMBE', at: '2021-08-16T09:30:00+08:00' },
      card: 'current',
    });
  });

  it('brings only what changed afterwards, a deletion among it', async () => {
    const feed = feedAt(hr.url);
    const first = await pullAll(feed);
    expect((await pullAll(feed, first.end.cursor)).records).to.deep.equal([]);
    hr.reportCardLost('H100201');
    hr.remove('H100154');
    const { records, end } = await pullAll(feed, first.end.cursor);
    expect(records).to.have.length(2);
    expect(records).to.deep.include({ sourceKey: 'H100154', left: true });
    expect(records.find(({ sourceKey }) => sourceKey === 'H100201')).to.include({ card: 'reported_lost' });
    expect(end).to.include({ full: false, announced: 2 });
    expect((await pullAll(feed, end.cursor)).records).to.deep.equal([]);
  });

  it('asks for everybody again once a day, of another address, and after rubbish for a cursor', async () => {
    let now = 0;
    const feed = feedAt(hr.url, {}, () => now);
    const { end } = await pullAll(feed);
    now = DAY - 1;
    expect((await pullAll(feed, end.cursor)).end.full).to.equal(false);
    now = DAY;
    expect((await pullAll(feed, end.cursor)).end.full).to.equal(true);
    now = 1;
    const elsewhere = JSON.stringify({ ...JSON.parse(end.cursor ?? ''), feed: 'another' });
    expect((await pullAll(feed, elsewhere)).end.full).to.equal(true);
    expect((await pullAll(feed, '}{')).end.full).to.equal(true);
  });

  it('asks for everybody when HR was set up anew and knows the stamp no more', async () => {
    const feed = feedAt(hr.url);
    const { end } = await pullAll(feed);
    const foreign = JSON.stringify({ ...JSON.parse(end.cursor ?? ''), stamp: 'ffffffff.1' });
    const again = await pullAll(feed, foreign);
    expect(again.end.full).to.equal(true);
    expect(again.records).to.have.length(30);
  });

  it('passes a record of rubbish on as it is, for the hub to refuse', async () => {
    hr.setQuirks({ garbage: true });
    const { records, end } = await pullAll(feedAt(hr.url));
    expect(end.announced).to.equal(31);
    expect(records[0])
      .to.include({ loginName: "x' OR 1=1 --", card: 'Q' })
      .and.not.to.have.property('sourceKey');
  });

  it('tells a fault by its code, and nothing of its sentence', async () => {
    hr.setQuirks({ fault: true });
    expect(await failureOf(pullAll(feedAt(hr.url)))).to.deep.equal({
      code: 'hr_fault',
      fault: 'Server.Unavailable',
    });
  });

  it('is refused with a wrong password, whichever way it is sent', async () => {
    for (const passwordType of ['digest', 'text']) {
      const wrong = feedAt(hr.url, { password: 'guessed', passwordType });
      expect(await failureOf(pullAll(wrong))).to.deep.equal({
        code: 'hr_fault',
        fault: 'Client.FailedAuthentication',
      });
    }
    expect((await pullAll(feedAt(hr.url, { passwordType: 'text' }))).records).to.have.length(30);
  });

  it('gives a slow feed up in its time', async () => {
    hr.setQuirks({ delayMs: 60_000 });
    expect((await failureOf(pullAll(feedAt(hr.url, { timeoutSeconds: 1 })))).code).to.equal(
      'outbound_timeout',
    );
  });

  it('stops asking when it is told to stop', async () => {
    hr.setQuirks({ delayMs: 60_000 });
    const stopping = new AbortController();
    const reason = new Error('the plugin was disabled');
    const pulling = pullAll(feedAt(hr.url), null, stopping.signal).catch((error: unknown) => error);
    stopping.abort(reason);
    expect(await pulling).to.equal(reason);
  });
});
