import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import type { Scope } from '../../../core/host/plugin.js';
import { migrate } from '../../../core/store/migrate.js';
import { Tally } from '../../../plugins/legacy/tally.js';
import { type FreshDatabase, freshDatabase } from '../../support/database.js';

const MIGRATIONS = fileURLToPath(new URL('../../../plugins/legacy/migrations/', import.meta.url));
/** Half past eleven at night where the campus is. */
const LATE = Date.parse('2026-11-22T15:30:00Z');

describe('counts of the old system', () => {
  let database: FreshDatabase;
  let now = LATE;
  let isAway = false;
  before(async () => {
    database = await freshDatabase();
    await migrate(database.url, [{ name: 'legacy', dir: MIGRATIONS }]);
    await database.pool.query(
      "insert into campuses (number, slug, file, file_digest) values (2, 'two', '{}', '')",
    );
  });
  beforeEach(() => {
    now = LATE;
  });
  afterEach(() => database.pool.query('truncate legacy_counts'));
  after(() => database?.drop());

  const tally = () =>
    new Tally({
      campus: { number: 2, timeZone: 'Asia/Shanghai' } as Scope['campus'],
      now: () => now,
      async query<Row extends object>(text: string, values: unknown[] = []) {
        if (isAway) throw new Error('the database is away');
        return (await database.pool.query<Row>(text, values)).rows;
      },
    });

  it('stand for each point and day of the campus, and add up over nodes', async () => {
    const [here, there] = [tally(), tally()];
    here.add('gate', 'yes', true);
    there.add('gate', 'yes', true);
    there.add('gate', 'no', true);
    there.add('door', 'silent', true);
    now += 60 * 60_000;
    here.add('gate', 'yes', true);
    await Promise.all([here.write(), there.write()]);
    const { rows } = await database.pool.query(
      'select point, day::text, yes, no, silent from legacy_counts order by point, day',
    );
    expect(rows).to.deep.equal([
      { point: 'door', day: '2026-11-22', yes: 0, no: 0, silent: 1 },
      { point: 'gate', day: '2026-11-22', yes: 2, no: 1, silent: 0 },
      { point: 'gate', day: '2026-11-23', yes: 1, no: 0, silent: 0 },
    ]);
    expect(await here.read(14)).to.deep.equal([
      { point: 'door', yes: 0, no: 0, silent: 1, closedYes: 0, lastYesAt: null },
      { point: 'gate', yes: 3, no: 1, silent: 0, closedYes: 0, lastYesAt: now },
    ]);
  });

  it('a yes where our point is closed is a disagreement, and no use of the old system', async () => {
    const one = tally();
    one.add('gate', 'yes', false);
    one.add('gate', 'no', false);
    one.add('gate', 'silent', false);
    expect(await one.read(14)).to.deep.equal([
      { point: 'gate', yes: 0, no: 0, silent: 0, closedYes: 1, lastYesAt: null },
    ]);
  });

  it('none is lost when the database is away for a while', async () => {
    const one = tally();
    one.add('gate', 'yes', true);
    isAway = true;
    const failure = await one.write().catch((error: Error) => error.message);
    isAway = false;
    expect(failure).to.equal('the database is away');
    one.add('gate', 'yes', true);
    expect((await one.read(14))[0]).to.include({ yes: 2, lastYesAt: LATE });
  });

  it('older days than asked for are left out', async () => {
    const one = tally();
    one.add('gate', 'yes', true);
    await one.write();
    now += 13 * 86_400_000;
    expect(await one.read(14)).to.have.length(1);
    now += 86_400_000;
    expect(await one.read(14)).to.deep.equal([]);
  });
});
