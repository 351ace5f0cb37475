import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { parse, stringify } from 'yaml';
import { applyFiles } from '../../bin/apply-files.js';
import { demoDevices } from '../../bin/demo-devices.js';
import { startTill, type Till } from '../../simulators/till/start-till.js';
import { eventually } from '../support/eventually.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { admin, member, shows } from './steps.js';

const HOUR = 3_600;
const LIBRARY = ['hku', 'main-library-gate-1'] as const;
const CANTEENS = [
  'cym-canteen',
  'fscac-restaurant',
  'union-restaurant',
  'gourmet-asia',
  'olivers-super-sandwiches',
];

describe('lunch', () => {
  let town: TestHub;
  const started: Till[] = [];
  before(async () => {
    town = await startTestHub();
    // Noon of the campus's day, whatever the machine's clock says.
    const hongKong = new Intl.DateTimeFormat('en-GB', {
      timeZone: 'Asia/Hong_Kong',
      ...{ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
    });
    const [hours = 0, minutes = 0, seconds = 0] = hongKong.format(town.clock.now()).split(':').map(Number);
    town.clock.advance(((12 - hours) * HOUR - minutes * 60 - seconds + 24 * HOUR) % (24 * HOUR));
  });
  after(async () => {
    await Promise.all(started.map((till) => till.stop()));
    await town?.stop();
  });

  const till = (canteen: string) => town.gates.till('hku', `${canteen}-till`);
  const nextStep = () => town.clock.advance(30);
  const meals = async () => {
    const { rows } = await town.database.pool.query<{ entitlement: string; n: number }>(
      'select entitlement, count(*)::int as n from catering_meals where reversed_at is null group by entitlement',
    );
    return Object.fromEntries(rows.map(({ entitlement, n }) => [entitlement, n]));
  };
  /** Each test has a day of its own, on which nobody has eaten yet. */
  afterEach(() => town.database.pool.query('delete from catering_meals'));

  it('her gate code opens the gate, her next code buys lunch once, and at a second till not again', async () => {
    const chan = await member(town, 'hku', 'clchan');
    expect(await shows(town, LIBRARY, await chan.code())).to.equal('grant permitted');
    nextStep();
    const lunch = await till('cym-canteen').sell(await chan.code());
    expect(lunch.body).to.include({ decision: 'grant', entitlement: 'taken', price: 0, priceGroup: 'staff' });
    expect(lunch.body).to.deep.include({ holder: { initials: 'C. C. L.' } });
    nextStep();
    const again = await till('gourmet-asia').sell(await chan.code());
    expect(again.body).to.include({ decision: 'grant', entitlement: 'used', price: 42 });
    expect(again.message).to.match(
      /^Lunch was taken at 12:\d\d\. Please approach a duty staff of the canteen/,
    );
    await chan.unlink();
  });

  it('20 tills of five canteens racing with one code sell one lunch', async () => {
    const tills = await twentyTills(town, started);
    const chan = await member(town, 'hku', 'clchan');
    nextStep();
    const code = await chan.code();
    const answers = await Promise.all(tills.map((one) => one.sell(code)));
    const taken = answers.filter(({ body }) => body?.['entitlement'] === 'taken');
    expect(taken).to.have.length(1);
    // One of the four tills at each canteen is let in; the others read a code that was used there.
    expect(answers.filter(({ decision }) => decision === 'grant')).to.have.length(CANTEENS.length);
    expect(await meals()).to.deep.equal({ taken: 1, used: CANTEENS.length - 1 });
    await chan.unlink();
  });

  it('a lost answer is asked for again and is the same lunch', async () => {
    const chan = await member(town, 'hku', 'clchan');
    nextStep();
    const counter = till('union-restaurant');
    counter.loseAnswers = 2;
    const lunch = await counter.sell(await chan.code());
    expect(counter.loseAnswers).to.equal(0);
    expect(lunch.body).to.include({ entitlement: 'taken' });
    expect(await meals()).to.deep.equal({ taken: 1 });
    await chan.unlink();
  });

  it('a lunch of an earlier node is the same on another, and is sold there no second time', async () => {
    const chan = await member(town, 'hku', 'clchan');
    nextStep();
    const code = await chan.code();
    const first = await till('cym-canteen').sell(code, { requestId: 'over-two-nodes' });
    const other = await town.secondNode();
    const file = town.hub.context.snapshots.bySlug('hku')?.file;
    const config =
      file && demoDevices(file, town.demo.env).find(({ device }) => device === 'cym-canteen-till');
    if (!config) throw new Error('no till');
    const twin = startTill({ ...config, hubUrl: other.url, now: () => new Date(town.clock.now()) });
    started.push(twin);
    const replayed = await twin.sell(code, { requestId: 'over-two-nodes' });
    expect(replayed.body).to.deep.equal(first.body);
    nextStep();
    expect((await twin.sell(await chan.code())).body).to.include({ entitlement: 'used' });
    await chan.unlink();
  });

  it('a meal that was given back is there again', async () => {
    const chan = await member(town, 'hku', 'clchan');
    nextStep();
    await till('cym-canteen').sell(await chan.code());
    expect((await till('cym-canteen').giveBack())?.status).to.equal(200);
    nextStep();
    expect((await till('fscac-restaurant').sell(await chan.code())).body).to.include({
      entitlement: 'taken',
    });
    await chan.unlink();
  });

  it('new prices of the console reach every till with a new version, and are what is paid', async () => {
    const boss = await admin(town, 'hku');
    const read = async () => {
      const { body } = await boss.browser.json('GET', '/api/v1/campuses/hku/plugins');
      const listed = body['items'] as { name: string; settings: { periods: Record<string, unknown>[] } }[];
      return listed.find(({ name }) => name === 'catering')?.settings;
    };
    const settings = await read();
    const periods = (settings?.periods ?? []).map((period) =>
      period['id'] === 'lunch' ? { ...period, prices: { staff: 44, guests: 60 }, entitlements: {} } : period,
    );
    const held = () => CANTEENS.map((canteen) => till(canteen).held.version ?? 0);
    const before = Math.max(...held());
    const put = await boss.browser.json('PUT', '/api/v1/campuses/hku/plugins/catering', {
      enabled: true,
      settings: { ...settings, periods },
    });
    expect(put.status).to.equal(200);
    const version = () => town.hub.context.snapshots.bySlug('hku')?.bundle.version;
    await eventually(() => held().every((one) => one === version()));
    expect(version()).to.be.above(before);
    expect(JSON.stringify(till('gourmet-asia').held.policy)).to.contain('"staff":44');
    const chan = await member(town, 'hku', 'clchan');
    nextStep();
    expect((await till('gourmet-asia').sell(await chan.code())).body).to.include({
      entitlement: 'none',
      price: 44,
    });
    await chan.unlink();
  });
});

/** The five tills of the example and three more beside each. */
async function twentyTills(town: TestHub, started: Till[]): Promise<Till[]> {
  const [example = ''] = town.demo.files;
  const document = parse(await readFile(example, 'utf8')) as { devices: object[] };
  const extra = CANTEENS.flatMap((point) => [2, 3, 4].map((n) => ({ id: `${point}-till-${n}`, point })));
  const variable = (id: string) => `HKU_${id.toUpperCase().replaceAll('-', '_')}_TOKEN`;
  for (const { id, point } of extra) {
    town.demo.env[variable(id)] = `the token of ${id}, long enough`;
    document.devices.push({
      ...{ id, plugin: 'catering', points: [point], name: { en: id } },
      token: `\${env:${variable(id)}}`,
    });
  }
  const folder = await mkdtemp(path.join(tmpdir(), 'gatehouse-tills-'));
  const file = path.join(folder, 'twenty-tills.yaml');
  await writeFile(file, stringify(document));
  await applyFiles(town.hub.context, town.hub.host.plugins, [file], town.demo.env);
  await rm(folder, { recursive: true });
  await town.hub.context.snapshots.follow();
  const more = extra.map(({ id, point }) =>
    startTill({
      ...{
        campus: 'hku',
        device: id,
        name: id,
        token: town.demo.env[variable(id)] ?? '',
        hubUrl: town.hub.url,
      },
      points: [{ id: point, name: point }],
      now: () => new Date(town.clock.now()),
    }),
  );
  started.push(...more);
  return [...CANTEENS.map((canteen) => town.gates.till('hku', `${canteen}-till`)), ...more];
}
