import { expect } from 'chai';
import { pino } from 'pino';
import { indexEvents } from '../../bin/keep-house.js';
import { createPool } from '../../core/store/database.js';
import { freshDatabase } from '../support/database.js';

describe('the house', () => {
  it('looks at the indexes of events again, where another node was at them when it began', async () => {
    const database = await freshDatabase();
    const pool = createPool(database.url, 2);
    try {
      const other = await database.pool.connect();
      // The lock that whoever makes indexes holds: core/store/events-index.ts.
      await other.query('select pg_advisory_lock($1)', [0x47_48_05]);
      const index = indexEvents({ pool, log: pino({ level: 'silent' }) });
      expect(await index(), 'while the other is at it').to.equal(false);
      // It dies with nothing made.
      await other.query('select pg_advisory_unlock_all()');
      other.release();
      expect(await index(), 'the next time').to.equal(true);
      const { rows } = await database.pool.query(
        `select from pg_index where indrelid = 'events'::regclass and indisvalid and indexrelid = 'events_by_point'::regclass`,
      );
      expect(rows).to.have.length(1);
      expect(await index(), 'and nothing is asked any more').to.equal(true);
    } finally {
      await pool.end();
      await database.drop();
    }
  });
});
