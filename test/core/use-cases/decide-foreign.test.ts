import { expect } from 'chai';
import type { DeviceView } from '../../../core/domain/devices.js';
import type { ForeignScan, ForeignVerdict } from '../../../core/hooks/hook-map.js';
import { withLockdowns } from '../../../core/policy/bundle.js';
import type { Snapshot } from '../../../core/snapshots/snapshot.js';
import { decideScan } from '../../../core/use-cases/decide-scan.js';
import { readable } from '../../support/readable.js';
import { type SyncCampus, startSyncCampus } from './sync-campus.js';

const POINT = 'chi-wah-1f';
const TEXT = 'YYGL|2039144770|S';
const YES: ForeignVerdict = { opens: true, origin: 'legacy' };
const NO: ForeignVerdict = { opens: false, origin: 'legacy' };

describe('a text that is not ours', () => {
  let campus: SyncCampus;
  let device: DeviceView;
  before(async () => {
    campus = await startSyncCampus();
    const found = [...campus.snapshot().devices.values()].find(({ points }) => points.includes(POINT));
    device = found ?? expect.fail('no device at the point');
  });
  beforeEach(() => {
    campus.clock.now += 60_000;
  });
  after(() => campus?.stop());

  let serial = 0;
  /** Another system that gives this answer; `asked` is what reached it. */
  const other = (says: () => Promise<ForeignVerdict | null> | ForeignVerdict | null) => {
    const asked: ForeignScan[] = [];
    const foreign = async (scan: ForeignScan) => {
      asked.push(scan);
      return says();
    };
    return { asked, foreign };
  };
  const scan = async (
    foreign: Parameters<typeof decideScan>[3],
    ask: { code?: string; requestId?: string; snapshot?: Snapshot; device?: DeviceView } = {},
  ) => {
    serial += 1;
    const { code = TEXT, requestId = `f-${serial}`, snapshot = campus.snapshot() } = ask;
    const decided = await decideScan(
      campus.context,
      snapshot,
      { device: ask.device ?? device, point: POINT, code, requestId },
      foreign,
    );
    const { id, decision, reason } = decided.answer;
    return { id, verdict: `${decision} ${reason}`, event: decided.event };
  };
  const atPoint = (change: { mode?: 'disabled' | 'released' | 'normal'; opens?: string | undefined }) =>
    campus.apply((file) => {
      const point = file.points.find(({ id }) => id === POINT);
      Object.assign(point ?? expect.fail('no such point'), change);
    });

  it('opens on the yes of another system, which the event names, and nothing of the text is kept', async () => {
    const { asked, foreign } = other(() => YES);
    const { verdict, event, id } = await scan(foreign);
    expect(verdict).to.equal('grant permitted_by_origin');
    expect(event).to.include({ id, origin: 'legacy', reason: 'permitted_by_origin' });
    expect(asked).to.deep.equal([{ point: POINT, device: device.id, text: TEXT, open: true }]);
    const [row] = await campus.rows<{ text: string; origin: string }>(
      'select events::text as text, origin from events where id = $1',
      [id],
    );
    expect(row?.origin).to.equal('legacy');
    expect(readable(row?.text, ['YYGL|2', '2039144770'])).to.deep.equal([]);
  });

  it('stays unreadable on a no, and where nobody answers', async () => {
    for (const says of [NO, null]) {
      campus.clock.now += 10_000;
      const { verdict, event } = await scan(other(() => says).foreign);
      expect(verdict).to.equal('deny unreadable');
      expect(event).not.to.have.property('origin');
    }
  });

  it('is asked about once for one request, however late it is repeated, and once for a text held still', async () => {
    const { asked, foreign } = other(() => YES);
    const first = await scan(foreign, { requestId: 'held' });
    campus.clock.now += 2_999;
    expect(await scan(foreign)).to.deep.equal({ ...first, event: null });
    campus.clock.now += 3_600_000;
    expect(await scan(foreign, { requestId: 'held' })).to.deep.equal({ ...first, event: null });
    expect(asked).to.have.length(1);
    expect((await scan(foreign)).id).not.to.equal(first.id);
    expect(asked).to.have.length(2);
  });

  it('a repeated request gets its yes although the other system is no longer asked', async () => {
    const first = await scan(other(() => YES).foreign, { requestId: 'gone' });
    expect(await scan(undefined, { requestId: 'gone' })).to.deep.equal({ ...first, event: null });
  });

  it('a request id that stood for another text is refused', async () => {
    const { foreign } = other(() => YES);
    await scan(foreign, { requestId: 'counted' });
    const refused = await scan(foreign, { requestId: 'counted', code: 'YYGL|666' }).catch(
      ({ code }: { code?: string }) => code,
    );
    expect(refused).to.equal('request_id_reused');
  });

  it('read many times while the answer is awaited, it is one question and one event', async () => {
    let answer: (verdict: ForeignVerdict) => void = () => undefined;
    const pending = new Promise<ForeignVerdict>((resolve) => {
      answer = resolve;
    });
    const { asked, foreign } = other(() => pending);
    const scans = Array.from({ length: 8 }, () => scan(foreign));
    answer(YES);
    const decided = await Promise.all(scans);
    expect(new Set(decided.map(({ id }) => id)).size).to.equal(1);
    expect(decided.filter(({ event }) => event !== null)).to.have.length(1);
    expect(asked).to.have.length(1);
  });

  for (const [what, code] of [
    ['longer than 512 characters', 'x'.repeat(513)],
    ['with a control character', 'YYGL\u001b[2J'],
    ['with a line break', 'YYGL\r\nX-Header: 1'],
    ['with half a letter', 'YYGL\ud800'],
    ['empty', ''],
  ] as const) {
    it(`${what} is never sent on`, async () => {
      const { asked, foreign } = other(() => YES);
      expect((await scan(foreign, { code })).verdict).to.equal('deny unreadable');
      expect(asked).to.deep.equal([]);
    });
  }

  it('a code of ours that was read badly is nobody else’s business', async () => {
    const { asked, foreign } = other(() => YES);
    for (const code of ['GH12VUEJQQQE3Q', ' gh1 half a code', 'GH1'])
      expect((await scan(foreign, { code })).verdict).to.equal('deny unreadable');
    expect(asked).to.deep.equal([]);
  });

  it('opens no point that is closed: the yes is heard, waited for by nobody, and nothing opens', async () => {
    const { asked, foreign } = other(() => new Promise<ForeignVerdict>(() => undefined));
    await atPoint({ mode: 'disabled' });
    expect((await scan(foreign)).verdict).to.equal('deny point_disabled');
    await atPoint({ mode: 'normal', opens: '2099-01-01' });
    campus.clock.now += 10_000;
    expect((await scan(foreign)).verdict).to.equal('deny point_disabled');
    await atPoint({ opens: undefined });
    campus.clock.now += 10_000;
    const snapshot = campus.snapshot();
    const { area } = snapshot.source.points.find(({ id }) => id === POINT) ?? expect.fail('no such point');
    const locked = { ...snapshot, bundle: withLockdowns(snapshot.bundle, [{ area, responders: [] }]) };
    expect((await scan(foreign, { snapshot: locked })).verdict).to.equal('deny unreadable');
    expect(asked.map(({ open }) => open)).to.deep.equal([false, false, false]);
  });

  it('a point that closes while the answer is awaited stays closed', async () => {
    const { foreign } = other(async () => {
      await atPoint({ mode: 'disabled' });
      return YES;
    });
    expect((await scan(foreign)).verdict).to.equal('deny point_disabled');
    await atPoint({ mode: 'normal' });
  });

  it('a released point lets everybody through and asks nobody', async () => {
    await atPoint({ mode: 'released' });
    const { asked, foreign } = other(() => NO);
    expect((await scan(foreign)).verdict).to.equal('grant released');
    expect(asked).to.deep.equal([]);
    await atPoint({ mode: 'normal' });
  });
});
