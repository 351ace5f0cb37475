import { expect } from 'chai';
import { SAMPLE_SOURCE } from '../../core/use-cases/issue-trial-code.js';
import { wordNames } from '../../core/use-cases/people/word-names.js';
import { removeSample } from '../../core/use-cases/remove-sample.js';
import { type FreshDatabase, freshDatabase } from '../support/database.js';
import { PlanEar, type Walk, withPlansTold } from './plans.js';
import { SEED_SECRET, SEEDED } from './seed/campus.js';
import { seedCampus } from './seed/seed.js';
import { type SeededHub, startSeededHub } from './seeded-hub.js';

/** 2,000 people and 100,000 events: enough that walking through them costs more than an index. */
const SHARE = 0.02;

describe('pages on a large campus', function () {
  this.timeout(180_000);
  let database: FreshDatabase;
  let house: SeededHub;
  let ear: PlanEar;

  before(async () => {
    database = await freshDatabase();
    await seedCampus({
      url: database.url,
      secret: SEED_SECRET,
      share: SHARE,
      now: Date.now(),
      tell: () => {},
    });
    house = await startSeededHub({ url: withPlansTold(database.url), secret: SEED_SECRET });
    ear = new PlanEar(house.hub.context.pool);
  });
  after(async () => {
    await house?.stop();
    await database?.drop();
  });

  it('no statement of any page walks through all events or all people, whoever asks', async () => {
    const walks: (Walk & { page: string })[] = [];
    for (const page of house.asks) {
      const { status } = await house.ask(page);
      expect(status, `${page.path} for ${page.who}`).to.be.below(500);
      walks.push(...ear.walks().map((walk) => ({ ...walk, page: `${page.route} for ${page.who}` })));
    }
    expect(walks).to.deep.equal([]);
    expect(ear.heard, 'plans that were heard').to.be.above(house.asks.length);
  });

  it('a search for people reads its index also while statistics still tell of many without words', async () => {
    const { pool } = house.hub.context;
    await pool.query("update people set name_words = null where id < '20000000-0000-0000-0000-000000000000'");
    await pool.query('analyze people');
    expect(await wordNames(house.hub.context, { campus: SEEDED.number, slug: SEEDED.slug })).to.be.above(100);
    ear.walks();
    for (const page of house.asks.filter(({ form }) => form?.['text'])) await house.ask(page);
    expect(ear.walks()).to.deep.equal([]);
  });

  it('the ear hears a walk where there is one', async () => {
    await house.hub.context.pool.query('select count(*) from events where rule like $1', ['staff%']);
    expect(ear.walks().map(({ table }) => table)).to.deep.equal(['events']);
  });

  it('whoever is removed is sought by an index in every table that knows her', async () => {
    const { context } = house.hub;
    const { rows } = await context.pool.query<{ phones: number; handles: number }>(
      `with chosen as (
         update people set source = $2 where id in (
           select c.person from linked_devices d join credentials c on c.id = d.credential
           where d.campus = $1 and d.ended_at is null order by c.person limit 30) returning id),
       theirs as (select c.id from credentials c join chosen on chosen.id = c.person)
       select (select count(*) from linked_devices d join theirs on theirs.id = d.credential)::integer as phones,
              (select count(*) from handles h join theirs on theirs.id = h.credential)::integer as handles`,
      [SEEDED.number, SAMPLE_SOURCE],
    );
    expect(rows[0]?.phones).to.be.at.least(30);
    expect(rows[0]?.handles).to.be.at.least(30);
    const tables = ['events', 'people', 'credentials', 'handles', 'linked_devices', 'visits'];
    const removing = new PlanEar(context.pool, tables);
    expect(await removeSample(context, SEEDED.number)).to.equal(30);
    expect([...new Set(removing.walks().map(({ table }) => table))]).to.deep.equal([]);
    // Of each foreign key one plan at least.
    expect(removing.heard, 'plans that were heard').to.be.above(10 * 30);
  });
});
