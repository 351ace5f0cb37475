import { expect } from 'chai';
import { lockJudging } from '../../../core/store/credentials.js';
import { inTransaction } from '../../../core/store/database.js';
import { publishKeys } from '../../../core/use-cases/publish-keys.js';
import { type SyncCampus, startSyncCampus } from './sync-campus.js';

describe('publishing keys', () => {
  let campus: SyncCampus;
  beforeEach(async () => {
    campus = await startSyncCampus();
  });
  afterEach(() => campus.stop());

  it('withdraws a leaked key while a long import holds the judging of people', async () => {
    const before = campus.snapshot().signers.map(({ key }) => key);
    await inTransaction(campus.context.pool, async (sql) => {
      await lockJudging(sql, 1);
      await publishKeys(campus.context, 1, 'test', { withdraw: true });
    });
    await campus.context.snapshots.follow();
    const { signers, keys } = campus.snapshot();
    expect(signers).to.have.length(1);
    expect(before).not.to.include(signers[0]?.key);
    expect(before.filter((key) => keys.keys.has(key))).to.deep.equal([]);
  });
});
