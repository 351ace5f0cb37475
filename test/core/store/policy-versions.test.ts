import { expect } from 'chai';
import { inTransaction } from '../../../core/store/database.js';
import { raisePolicyVersion } from '../../../core/store/policy-versions.js';
import { type FreshDatabase, freshDatabase } from '../../support/database.js';
import { addCampus, CAMPUS } from './scans.js';

describe('policy versions', () => {
  let database: FreshDatabase;
  before(async () => {
    database = await freshDatabase();
    await addCampus(database.pool);
    await database.pool.query(
      `with at as (update campuses set policy_version = 1 returning number)
       insert into policy_versions (campus, version, source) select number, 1, '{}' from at`,
    );
  });
  after(() => database?.drop());

  it('each have their rules, also when two changes raise them in one instant', async () => {
    const { pool } = database;
    const waiting = await inTransaction(pool, async (first) => {
      await raisePolicyVersion(first, CAMPUS);
      const second = inTransaction(pool, (sql) => raisePolicyVersion(sql, CAMPUS));
      await untilOneWaits();
      return { second };
    });
    await waiting.second;
    const { rows } = await pool.query('select version from policy_versions order by version');
    expect(rows).to.deep.equal([{ version: 1 }, { version: 2 }, { version: 3 }]);
  });

  async function untilOneWaits(): Promise<void> {
    for (let tries = 0; tries < 1_000; tries += 1) {
      const { rows } = await database.pool.query(
        `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      if (rows.length > 0) return;
    }
    throw new Error('nobody waits');
  }
});
