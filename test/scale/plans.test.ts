import { expect } from 'chai';
import { type FreshDatabase, freshDatabase } from '../support/database.js';
import { PlanEar, type Walk, withPlansTold } from './plans.js';
import { SEED_SECRET } from './seed/campus.js';
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

  it('the ear hears a walk where there is one', async () => {
    await house.hub.context.pool.query('select count(*) from events where rule like $1', ['staff%']);
    expect(ear.walks().map(({ table }) => table)).to.deep.equal(['events']);
  });
});
