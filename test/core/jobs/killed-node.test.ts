import { expect } from 'chai';
import { type FreshDatabase, freshDatabase } from '../../support/database.js';
import { eventually } from '../../support/eventually.js';
import { Effects } from './effects.js';
import { addCampus, ask } from './outbox-rows.js';

const JOBS = 120;

describe('nodes that are killed over their jobs', () => {
  let database: FreshDatabase;
  let effects: Effects;

  beforeEach(async () => {
    database = await freshDatabase();
    await addCampus(database.pool);
    effects = new Effects(database.pool, [database.url]);
    await effects.prepare();
  });
  afterEach(async () => {
    await effects.killAll();
    await database.drop();
  });

  const askAll = () => ask(database.pool, 'effect', ...Array.from({ length: JOBS }, (_, n) => ({ n })));
  const ran = (least: number) => eventually(async () => (await effects.times()).size >= least);
  const allDone = () => eventually(async () => (await effects.open()) === 0);

  it('lose no job, and repeat at most what was in flight', async () => {
    const first = await effects.node();
    await askAll();
    await ran(JOBS / 4);
    await effects.kill(first);
    const inFlight = await effects.held();
    expect(await effects.open()).to.be.greaterThan(0);
    await effects.letLeasesEnd(inFlight);
    await effects.node();
    await allDone();
    const times = await effects.times();
    expect(times.size).to.equal(JOBS);
    for (const [job, n] of times) expect(n, `job ${job}`).to.be.at.most(inFlight.has(job) ? 2 : 1);
  });

  it('two nodes share the jobs of one database, and one goes on where the other is killed', async () => {
    const [first] = await Promise.all([effects.node(), effects.node()]);
    await askAll();
    await ran(JOBS / 4);
    await effects.kill(first);
    // What is not held any more, the other node has taken over.
    await eventually(async () => (await effects.open()) === (await effects.held()).size);
    const inFlight = await effects.held();
    await effects.letLeasesEnd(inFlight);
    await allDone();
    const times = await effects.times();
    expect(times.size).to.equal(JOBS);
    for (const [job, n] of times) expect(n, `job ${job}`).to.be.at.most(inFlight.has(job) ? 2 : 1);
  });
});
