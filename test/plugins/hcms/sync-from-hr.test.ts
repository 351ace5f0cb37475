import { expect } from 'chai';
import type { Hr } from '../../../simulators/hr/start-hr.js';
import { NOON, type SyncCampus, startSyncCampus } from '../../core/use-cases/sync-campus.js';
import { feedAt, startTestHr } from './soap/feed.js';

/** The whole way: HR system, SOAP over a socket, database. */
describe('people from HR', () => {
  let hr: Hr;
  let campus: SyncCampus;
  beforeEach(async () => {
    hr = await startTestHr();
    campus = await startSyncCampus();
  });
  afterEach(async () => {
    await campus.stop();
    await hr.stop();
  });
  const pull = (more: object = {}) =>
    campus.sync(feedAt(hr.url, { pageSize: 8, ...more }, () => campus.clock.now));

  it('come in once, and change as HR changes them', async () => {
    expect((await pull()).counts).to.include({ seen: 30, new: 30, refused: 0 });
    expect(await pull()).to.deep.include({ outcome: 'unchanged' });
    const states = await campus.rows(
      'select state, reason, count(*) as n from credentials group by 1, 2 order by n desc',
    );
    expect(states[0]).to.include({ state: 'active', reason: 'eligible' });
    expect(states.map((row) => (row as { reason: string }).reason)).to.include.members([
      'duty_not_confirmed',
      'entity_not_covered',
      'card_not_current',
      'not_current_appointee',
    ]);

    const { handle } = await campus.showCode('H100201');
    hr.reportCardLost('H100201');
    expect((await pull()).counts).to.include({ seen: 1, changed: 1 });
    expect(await campus.credential('H100201')).to.equal('revoked card_not_current');
    expect([...campus.snapshot().bundle.voids.keys()]).to.deep.equal([handle]);
    hr.change('H100201', { card: 'current' });
    await pull();
    expect(await campus.credential('H100201')).to.equal('active eligible');
  });

  it('lose their codes after one pull when HR marks them as left or deletes them', async () => {
    await pull();
    await campus.showCode('H100201');
    await campus.showCode('H100154');
    hr.markLeft('H100201', '2026-11-21');
    hr.remove('H100154');
    expect((await pull()).counts).to.include({ seen: 2, changed: 1, left: 1 });
    expect(await campus.credential('H100201')).to.equal('revoked not_current_appointee');
    expect(await campus.credential('H100154')).to.equal('revoked left_source');
    expect(campus.snapshot().bundle.voids.size).to.equal(2);
  });

  it('stay when the feed is cut short, faults or brings rubbish', async () => {
    await pull();
    campus.clock.now = NOON + 86_400_000;
    hr.setQuirks({ truncated: true });
    const short = await pull();
    expect([short.outcome, short.problems[0]?.path]).to.deep.equal(['stopped', 'too_many_leavers']);
    hr.setQuirks({ truncated: false, fault: true });
    const faulty = await pull();
    expect([faulty.outcome, faulty.problems[0]?.path]).to.deep.equal(['failed', 'hr_fault']);
    hr.setQuirks({ fault: false, garbage: true });
    const rubbish = await pull();
    expect(rubbish.outcome).to.equal('unchanged');
    expect(rubbish.counts).to.include({ seen: 31, refused: 1, left: 0 });
    expect(JSON.stringify(rubbish.problems)).to.not.include('OR 1=1');
    expect(await campus.rows('select 1 from people where left_at is not null')).to.deep.equal([]);
  });
});
