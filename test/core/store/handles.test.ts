import { expect } from 'chai';
import { newHandle } from '../../../core/codes/handle.js';
import { inTransaction } from '../../../core/store/database.js';
import { openHandle } from '../../../core/store/handles.js';
import { issueCode } from '../../../core/use-cases/issue-code.js';
import { linkDevice } from '../../../core/use-cases/link-device.js';
import { unlinkDevice } from '../../../core/use-cases/unlink-device.js';
import { eventually } from '../../support/eventually.js';
import { type SyncCampus, sourceOf, staff, startSyncCampus } from '../use-cases/sync-campus.js';

describe('the handle of a day', () => {
  let campus: SyncCampus;
  beforeEach(async () => {
    campus = await startSyncCampus();
    await campus.sync(sourceOf([staff(1)]));
  });
  afterEach(() => campus.stop());

  const link = async () => {
    const accepted = Object.fromEntries(
      campus.snapshot().file.notices.map(({ id, version }) => [id, version]),
    );
    const ask = { person: await campus.person('H1'), label: 'phone', accepted };
    return (await linkDevice(campus.context, campus.snapshot(), ask)).deviceToken;
  };
  const linked = async () => {
    const [row] = await campus.rows<{ device: string; credential: string }>(
      'select id as device, credential from linked_devices where ended_at is null',
    );
    if (!row) throw new Error('no phone is linked');
    return row;
  };
  const ask = (of: { device: string; credential: string }) => ({
    ...of,
    campus: 1,
    handle: newHandle(),
    day: '2026-11-22',
    until: campus.clock.now + 3_600_000,
  });
  const open = (of: { device: string; credential: string }) => openHandle(campus.context.pool, ask(of));

  it('that another request is opening in the same instant is waited for and shared', async () => {
    await link();
    const phone = await linked();
    const waits = async () => {
      const [row] = await campus.rows(
        "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
      );
      return row;
    };
    const [first, second] = await inTransaction(campus.context.pool, async (sql) => {
      const opened = await openHandle(sql, ask(phone));
      const late = open(phone);
      await eventually(waits);
      return [opened, { late }] as const;
    }).then(([opened, { late }]) => Promise.all([opened, late]));
    expect(second).to.deep.equal(first);
  });

  it('of the next phone is not given to a request of the one before that is still under way', async () => {
    await link();
    const before = await linked();
    await unlinkDevice(campus.context, campus.snapshot(), await campus.person('H1'), 'portal');
    await issueCode(campus.context, campus.snapshot(), await link());
    expect(await open(before).catch((error: unknown) => error)).to.include({ code: 'try_again' });
  });
});
