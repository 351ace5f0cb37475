import { expect } from 'chai';
import fc from 'fast-check';
import { buildEventIndexes } from '../../../core/store/events-index.js';
import { type SearchAsk, searchEvents } from '../../../core/store/events-search.js';
import { recordEvents, type Scan } from '../../../core/store/statements/record-events.js';
import { type FreshDatabase, freshDatabase } from '../../support/database.js';
import { addCampus, CAMPUS, grant, NOON } from './scans.js';

const POINTS = ['gate', 'door', 'till'] as const;
const REASONS = ['permitted', 'released', 'outside_hours', 'unreadable'] as const;

describe('the search for events', () => {
  let database: FreshDatabase;
  /** As they were recorded, with their ids. */
  let all: (Scan & { id: number })[];

  before(async () => {
    database = await freshDatabase();
    await addCampus(database.pool);
    await buildEventIndexes(database.url);
    const scans = Array.from({ length: 400 }, (_, index): Scan => {
      const reason = REASONS[(index * 7) % 11] ?? 'permitted';
      const outcome = reason === 'permitted' || reason === 'released' ? 'grant' : 'deny';
      // Every tenth comes late, several are of one millisecond.
      const at = NOON + Math.floor(index / 3) * 1000 - (index % 10 === 0 ? 40_000 : 0);
      const point = POINTS[index % 3] ?? 'gate';
      return grant({ point, device: `reader-${index % 4}`, outcome, reason, at });
    });
    const recorded = await recordEvents(database.pool, scans);
    all = scans.map((scan, index) => {
      const one = recorded[index];
      return { ...scan, id: one && !(one instanceof Error) ? one.id : 0 };
    });
  });
  after(() => database?.drop());

  const ask = (more: Partial<SearchAsk>): SearchAsk => ({
    ...{ campus: CAMPUS, slug: 'test', seen: null, limit: 50 },
    ...more,
  });
  const wanted = ({ point, device, outcome, reason, from, until, seen }: SearchAsk) =>
    all
      .filter(
        (one) =>
          (point ?? one.point) === one.point &&
          (device ?? one.device) === one.device &&
          (outcome ?? one.outcome) === one.outcome &&
          (reason ?? one.reason) === one.reason &&
          (from ?? one.at) <= one.at &&
          one.at < (until ?? one.at + 1) &&
          (seen === null || seen.includes(one.point)),
      )
      .sort((a, b) => b.at - a.at || b.id - a.id)
      .map(({ id }) => String(id));
  const walk = async (asked: SearchAsk): Promise<string[]> => {
    const found: string[] = [];
    for (let before: number | undefined; ; ) {
      const page = await searchEvents(database.pool, { ...asked, before });
      found.push(...page.items.map(({ id }) => id));
      if (page.next === null) return found;
      before = Number(page.next);
    }
  };

  it('finds page by page, newest first, exactly what a look at every event finds', async () => {
    const maybe = <T>(values: readonly T[]) => fc.option(fc.constantFrom(...values), { nil: undefined });
    const time = fc.option(fc.integer({ min: NOON - 60_000, max: NOON + 140_000 }), { nil: undefined });
    const asked = fc.record({
      point: maybe([...POINTS, 'nowhere']),
      device: maybe(['reader-0', 'reader-3', 'none']),
      outcome: maybe(['grant', 'deny'] as const),
      reason: maybe([...REASONS, 'lockdown'] as const),
      from: time,
      until: time,
      seen: fc.option(fc.subarray([...POINTS]), { nil: null }),
      limit: fc.integer({ min: 1, max: 60 }),
    });
    await fc.assert(
      fc.asyncProperty(asked, async (more) => {
        const one = ask(more);
        expect(await walk(one)).to.deep.equal(wanted(one));
      }),
      { numRuns: 150 },
    );
  });

  it('answers nothing of another campus, and refuses a cursor that is no event of this one', async () => {
    expect((await searchEvents(database.pool, ask({ campus: 99 }))).items).to.deep.equal([]);
    const before = Math.max(...all.map(({ id }) => id)) + 1;
    const refused = await searchEvents(database.pool, ask({ before })).catch((error: unknown) => error);
    expect(refused).to.include({ status: 400, code: 'invalid_request' });
  });

  it('gives those recorded after one, also one whose own time is earlier', async () => {
    const late = all.findLast((_, index) => index % 10 === 0);
    const after = (late?.id ?? 0) - 1;
    const { items } = await searchEvents(database.pool, ask({ after, limit: 500 }));
    const newer = all.filter(({ id }) => id > after).map(({ id }) => String(id));
    expect(items.map(({ id }) => id).sort()).to.deep.equal(newer.sort());
  });

  it('stops after so many events and says how far it looked, and goes on from there', async () => {
    await database.pool.query(
      `insert into events (campus, point, device, request_id, at, outcome, reason, version)
       select $1, 'busy', 'reader-9', 'many-' || n, to_timestamp($2 / 1000.0) - n * interval '1 minute',
              case when n = 10500 then 'deny' else 'grant' end, 'permitted', 3 from generate_series(1, 12000) n`,
      [CAMPUS, NOON - 3_600_000],
    );
    const first = await searchEvents(database.pool, ask({ point: 'busy', outcome: 'deny' }));
    expect(first.items).to.deep.equal([]);
    expect(first.lookedTo).to.equal(new Date(NOON - 3_600_000 - 10_000 * 60_000).toISOString());
    const second = await searchEvents(
      database.pool,
      ask({ point: 'busy', outcome: 'deny', before: Number(first.next) }),
    );
    expect(second).to.include({ next: null, lookedTo: null });
    expect(second.items).to.have.length(1);
  });
});
