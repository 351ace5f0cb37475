import { expect } from 'chai';
import { buildEventIndexes } from '../../../core/store/events-index.js';
import { recordEvents } from '../../../core/store/statements/record-events.js';
import { type FreshDatabase, freshDatabase } from '../../support/database.js';
import { eventually } from '../../support/eventually.js';
import { addCampus, grant } from './scans.js';

const NAMES = [
  'events_by_device',
  'events_by_handle',
  'events_by_moment',
  'events_by_point',
  'events_unusual',
];
/** Made by migrations, and needed no more. */
const OLD = ['events_by_campus', 'events_by_time'];

describe('the indexes of events', () => {
  let database: FreshDatabase;
  beforeEach(async () => {
    database = await freshDatabase();
    await addCampus(database.pool);
  });
  afterEach(() => database?.drop());

  const whole = async (): Promise<string[]> => {
    const { rows } = await database.pool.query<{ name: string }>(
      `select c.relname as name from pg_index i join pg_class c on c.oid = i.indexrelid
       where i.indrelid = 'events'::regclass and i.indisvalid and c.relname = any($1) order by 1`,
      [[...NAMES, ...OLD]],
    );
    return rows.map(({ name }) => name);
  };

  it('are made while events are written, and a gate waits for none of them', async () => {
    const reader = await database.pool.connect();
    await reader.query('begin isolation level repeatable read');
    await reader.query('select count(*) from events');
    // Making an index waits for that one; a gate must not.
    const building = buildEventIndexes(database.url);
    await eventually(async () => {
      const { rows } = await database.pool.query(
        `select 1 from pg_stat_activity where datname = current_database() and query like 'create index concurrently%'`,
      );
      return rows.length > 0;
    });
    const [recorded] = await recordEvents(database.pool, [grant()]);
    expect(recorded).to.include({ outcome: 'grant' });
    await reader.query('commit');
    reader.release();
    await building;
    expect(await whole()).to.deep.equal(NAMES);
  });

  it('are made again where a hub was killed in the middle', async () => {
    await buildEventIndexes(database.url);
    await database.pool.query(
      `update pg_index set indisvalid = false where indexrelid = 'events_by_point'::regclass`,
    );
    expect(await whole()).not.to.include('events_by_point');
    await buildEventIndexes(database.url);
    expect(await whole()).to.deep.equal(NAMES);
  });

  it('are made by one of two nodes, and by the next one when the first is stopped', async () => {
    const reader = await database.pool.connect();
    await reader.query('begin isolation level repeatable read');
    await reader.query('select count(*) from events');
    const stop = new AbortController();
    const first = buildEventIndexes(database.url, stop.signal);
    await eventually(async () => {
      const { rows } = await database.pool.query(
        `select 1 from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`,
      );
      return rows.length > 0;
    });
    await buildEventIndexes(database.url);
    expect(await whole()).not.to.include('events_by_point');
    stop.abort();
    await first;
    await reader.query('commit');
    reader.release();
    await eventually(async () => {
      await buildEventIndexes(database.url);
      return (await whole()).join() === NAMES.join();
    });
  });
});
