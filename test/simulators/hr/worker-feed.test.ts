import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import type { Hr } from '../../../simulators/hr/start-hr.js';
import { type Call, everyPage, faultOf, hrClient, startTestHr } from './hr-client.js';

describe('HR worker feed', () => {
  let hr: Hr;
  let call: Call;
  beforeEach(async () => {
    hr = await startTestHr();
    ({ call } = await hrClient(hr));
  });
  afterEach(() => hr.stop());

  it('tells all staff, and no student, page by page in the order of their numbers', async () => {
    const pages = await everyPage(call, { PageSize: 7 });
    const workers = pages.flatMap(({ Worker = [] }) => Worker);
    const numbers = workers.map(({ WorkerNumber }) => WorkerNumber);
    expect(pages.slice(0, -1).every(({ Worker }) => Worker?.length === 7)).to.equal(true);
    expect(numbers).to.deep.equal([...new Set(numbers)].sort());
    expect(numbers).to.have.length(pages[0]?.TotalCount ?? 0);
    expect(numbers.filter((number) => !number.startsWith('H'))).to.deep.equal([]);
    expect(workers.every(({ Action }) => Action === 'A')).to.equal(true);
  });

  it('tells a person in the words of the WSDL', async () => {
    const { Worker = [], Full } = await call({});
    expect(Full).to.equal(true);
    const chan = Worker.find(({ LoginName }) => LoginName === 'clchan');
    expect(chan).to.deep.include({
      WorkerNumber: 'H100201',
      DisplayName: 'CHAN Ching Lam',
      NativeName: '陳靜琳',
    });
    expect(chan?.CardStatus).to.equal('C');
    expect(chan?.ReportDuty?.ConfirmedBy).to.equal('Prof. Eleanor WHITCOMBE');
    const kwok = Worker.find(({ LoginName }) => LoginName === 'mlkwok');
    expect(kwok?.ReportDuty).to.equal(undefined);
    const schwarz = Worker.find(({ LoginName }) => LoginName === 'dschwarz');
    expect(schwarz?.Job?.map(({ ExpectedEndDate }) => ExpectedEndDate !== undefined)).to.deep.equal([
      true,
      false,
    ]);
  });

  it('changed-since tells what changed after the stamp and nothing else', async () => {
    const { ChangeStamp: before } = await call({});
    expect((await call({ ChangedSince: before })).TotalCount).to.equal(0);
    hr.confirmDuty('H100377', 'Prof. X');
    const confirmed = hr.reportCardLost('H100201');
    hr.remove('H100154');
    const delta = await call({ ChangedSince: before });
    expect(delta.Full).to.equal(false);
    expect(delta.Worker?.map(({ Action, WorkerNumber }) => `${Action} ${WorkerNumber}`)).to.deep.equal([
      'D H100154',
      'C H100201',
      'C H100377',
    ]);
    const later = await call({ ChangedSince: confirmed });
    expect(later.Worker?.map(({ WorkerNumber }) => WorkerNumber)).to.deep.equal(['H100154']);
    expect(later.ChangeStamp).to.equal(delta.ChangeStamp);
  });

  it('who left has every appointment ended, and no appointment to come', async () => {
    const { ChangeStamp } = await call({});
    hr.change('H100142', {
      appointments: [
        { from: '2016-11-01', until: '2026-08-31' },
        { from: '2024-01-01' },
        { from: '2027-01-01' },
      ],
    });
    hr.markLeft('H100142', '2026-11-21');
    expect(hr.worker('H100142').appointments).to.deep.equal([
      { from: '2016-11-01', until: '2026-08-31' },
      { from: '2024-01-01', until: '2026-11-21' },
    ]);
    const { Worker = [] } = await call({ ChangedSince: ChangeStamp });
    expect(Worker[0]?.Job?.map(({ ExpectedEndDate }) => ExpectedEndDate !== undefined)).to.deep.equal([
      true,
      true,
    ]);
  });

  it('a change or a deletion between two pages hides nobody and is told by the next changed-since', async () => {
    const first = await call({ PageSize: 5 });
    hr.remove(first.Worker?.[0]?.WorkerNumber ?? '');
    hr.reportCardLost(first.Worker?.[1]?.WorkerNumber ?? '');
    const second = await call({ PageSize: 200, Cursor: first.NextCursor });
    expect((first.Worker?.length ?? 0) + (second.Worker?.length ?? 0)).to.equal(first.TotalCount);
    expect(second.ChangeStamp).to.equal(first.ChangeStamp);
    expect((await call({ ChangedSince: second.ChangeStamp })).TotalCount).to.equal(2);
  });

  it('a stamp of another feed, a made-up cursor and a page of 201 are refused by name', async () => {
    const other = await startTestHr();
    const foreign = (await (await hrClient(other)).call({})).ChangeStamp;
    await other.stop();
    expect(await faultOf(call({ ChangedSince: foreign }))).to.equal('soap:Client.StampUnknown');
    expect(await faultOf(call({ ChangedSince: foreign.replace(/\d+$/, '99') }))).to.equal(
      'soap:Client.StampUnknown',
    );
    expect(await faultOf(call({ Cursor: 'bm90IG9uZQ' }))).to.equal('soap:Client.Cursor');
    expect(await faultOf(call({ PageSize: 201 }))).to.equal('soap:Client.Request');
  });

  it('keeps its changes and its stamps from one run to the next', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'hr-'));
    const journalFile = path.join(folder, 'hku.jsonl');
    const first = await startTestHr({ journalFile });
    const before = (await (await hrClient(first)).call({})).ChangeStamp;
    first.markLeft('H100201', '2026-11-21');
    await first.stop();
    const second = await startTestHr({ journalFile });
    const delta = await (await hrClient(second)).call({ ChangedSince: before });
    expect(delta.Worker?.map(({ WorkerNumber }) => WorkerNumber)).to.deep.equal(['H100201']);
    expect(second.worker('H100201').appointments[0]?.until).to.equal('2026-11-21');
    await second.stop();
    rmSync(folder, { recursive: true });
  });
});
