import { expect } from 'chai';
import { MinuteCounter, readMinutes } from '../../../core/store/events-minutes.js';
import { recordEvents } from '../../../core/store/statements/record-events.js';
import { type FreshDatabase, freshDatabase } from '../../support/database.js';
import { addCampus, CAMPUS, grant } from './scans.js';

const MINUTE = 60_000;
/** Whole minutes of an hour ago: counts are kept for a while, by the database's own clock. */
const AGO = Math.floor(Date.now() / MINUTE) * MINUTE - 60 * MINUTE;

describe('decisions counted by minute', () => {
  let database: FreshDatabase;
  let counter: MinuteCounter;
  beforeEach(async () => {
    database = await freshDatabase();
    await addCampus(database.pool);
    counter = new MinuteCounter(database.pool);
  });
  afterEach(() => database?.drop());

  const at = (minute: number, more: Parameters<typeof grant>[0] = {}) =>
    grant({ at: AGO + minute * MINUTE + 1_234, ...more });
  const counts = async (points: readonly string[] | null = null) =>
    (await readMinutes(database.pool, { campus: CAMPUS, points, since: AGO })).map(
      ({ minute, reason, n }) => `${(minute - AGO) / MINUTE} ${reason} ${n}`,
    );

  it('are counted once, by their own time, however late they came and however often somebody counts', async () => {
    await recordEvents(database.pool, [at(3), at(3), at(4, { outcome: 'deny', reason: 'unreadable' })]);
    await counter.count();
    await counter.count();
    expect(await counts()).to.deep.equal(['3 permitted 2', '4 unreadable 1']);
    await recordEvents(database.pool, [at(3, { point: 'door' }), at(9)]);
    await counter.count();
    expect(await counts()).to.deep.equal(['3 permitted 3', '4 unreadable 1', '9 permitted 1']);
    expect(await counts(['gate'])).to.deep.equal(['3 permitted 2', '4 unreadable 1', '9 permitted 1']);
    expect(await counts(['door', 'nowhere'])).to.deep.equal(['3 permitted 1']);
  });

  it('are counted once by several nodes at the same time', async () => {
    const nodes = [1, 2, 3].map(() => new MinuteCounter(database.pool));
    for (let round = 0; round < 4; round++) {
      await recordEvents(database.pool, [at(1), at(2)]);
      await Promise.all(nodes.map((node) => node.count()));
    }
    await counter.count();
    expect(await counts()).to.deep.equal(['1 permitted 4', '2 permitted 4']);
  });

  it('include one whose number was given out earlier and whose transaction ended later', async () => {
    const slow = await database.pool.connect();
    await slow.query('begin');
    await recordEvents(slow, [at(1)]);
    await recordEvents(database.pool, [at(2)]);
    await counter.count();
    await counter.count();
    expect(await counts()).to.deep.equal([]);
    await slow.query('commit');
    slow.release();
    await counter.count();
    expect(await counts()).to.deep.equal(['1 permitted 1', '2 permitted 1']);
  });

  it('go on while somebody always writes, up to what was given out before', async () => {
    await recordEvents(database.pool, [at(1)]);
    const writers = await Promise.all([database.pool.connect(), database.pool.connect()]);
    for (const [index, writer] of writers.entries()) {
      await writer.query('begin');
      await recordEvents(writer, [at(5 + index)]);
      await counter.count();
      if (index > 0) break;
      await writers[1]?.query('select 1');
      await writer.query('commit');
    }
    expect(await counts()).to.deep.equal(['1 permitted 1', '5 permitted 1']);
    await writers[1]?.query('commit');
    for (const writer of writers) writer.release();
    await counter.count();
    expect(await counts()).to.deep.equal(['1 permitted 1', '5 permitted 1', '6 permitted 1']);
  });

  it('of the time before anybody counted are filled in step by step, over gaps in the numbers', async () => {
    await database.pool.query(
      `insert into events (campus, point, device, request_id, at, outcome, reason, version)
       select $1, 'gate', 'reader-1', 'old-' || n, to_timestamp($2 / 1000.0), 'grant', 'permitted', 3
       from generate_series(1, 1200) n`,
      [CAMPUS, AGO],
    );
    await database.pool.query(`select setval('events_id_seq', 160000)`);
    await recordEvents(database.pool, [at(1)]);
    await counter.count();
    expect(await counts()).to.deep.equal(['0 permitted 1200', '1 permitted 1']);
    const { rows } = await database.pool.query('select behind, ahead from event_minutes_done');
    expect(rows).to.deep.equal([{ behind: 0, ahead: 160_001 }]);
  });
});
