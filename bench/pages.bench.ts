// Every page of the hub at 100,000 people, 2,000 points and 5,000,000 events, as everyone who may see it: the time from the
// request to the last byte of the answer on one machine with its database, median and worst of some. The list comes from
// the route table. On the database of bench/seed-campus.ts (DATABASE_URL and GATEHOUSE_SECRET), else on one that it fills
// itself, at --share of the whole.
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import pg from 'pg';
import { startEmbeddedPostgres } from '../core/store/embedded/start.js';
import type { PageAsk } from '../test/scale/page-asks.js';
import { PlanEar, withPlansTold } from '../test/scale/plans.js';
import { SEED_SECRET, SEEDED } from '../test/scale/seed/campus.js';
import { seedCampus } from '../test/scale/seed/seed.js';
import { type SeededHub, startSeededHub } from '../test/scale/seeded-hub.js';

const TIMES = 7;
const GOAL_MS = 200;

interface Row {
  page: PageAsk;
  status: number;
  median: number;
  max: number;
}

const { share, only } = new Command('pages')
  .option('--share <share>', 'how much of the whole campus is made, 0 to 1', '1')
  .option('--only <text>', 'pages whose route holds this', '')
  .parse()
  .opts<{ share: string; only: string }>();
const { DATABASE_URL: given, GATEHOUSE_SECRET: secret = SEED_SECRET } = process.env;
const database = await openDatabase();
try {
  await printSetting(database.url);
  await withHub(database.url, printTimes);
  await withHub(withPlansTold(database.url), printWalks);
} finally {
  await database.stop();
}

async function withHub(url: string, work: (house: SeededHub) => Promise<void>): Promise<void> {
  const house = await startSeededHub({ url, secret });
  try {
    await work(house);
  } finally {
    await house.stop();
  }
}

async function printTimes(house: SeededHub): Promise<void> {
  const rows: Row[] = [];
  for (const page of chosen(house)) rows.push(print(await measure(house, page)));
  conclude(rows);
}

/** Which statements walk through events or people, each told once. */
async function printWalks(house: SeededHub): Promise<void> {
  const ear = new PlanEar(house.hub.context.pool);
  const walks = new Map<string, string>();
  for (const page of chosen(house)) {
    await house.ask(page);
    for (const { table, statement } of ear.walks())
      walks.set(`${table}: ${statement.replaceAll(/\s+/g, ' ')}`, page.route);
  }
  console.log(`sequential scans over events or people: ${walks.size} in ${ear.heard} plans  (goal: none)`);
  for (const [walk, route] of walks) console.log(`  ${route}\n    ${walk}`);
}

function chosen(house: SeededHub): PageAsk[] {
  return house.asks.filter(({ route }) => route.includes(only));
}

/** The first answer fills caches and is not counted. */
async function measure(house: SeededHub, page: PageAsk): Promise<Row> {
  const { status } = await house.ask(page);
  const times: number[] = [];
  for (let turn = 0; turn < TIMES; turn += 1) times.push((await house.ask(page)).ms);
  times.sort((a, b) => a - b);
  return { page, status, median: times[TIMES >> 1] ?? 0, max: times.at(-1) ?? 0 };
}

function print(row: Row): Row {
  const { page, status, median, max } = row;
  const over = median >= GOAL_MS ? `  OVER ${GOAL_MS} ms` : '';
  const figures = `${median.toFixed(0).padStart(7)} ${max.toFixed(0).padStart(7)}`;
  console.log(
    `${named(page).padEnd(72)} ${page.who.padEnd(11)}${String(status).padStart(4)}${figures}${over}`,
  );
  return row;
}

/** A form's page looks like its bare page else. */
function named({ route, form }: PageAsk): string {
  return form ? `${route} (${Object.values(form).join(', ')})` : route;
}

function conclude(rows: readonly Row[]): void {
  const slow = rows.filter(({ median }) => median >= GOAL_MS);
  const unanswered = rows.filter(({ status }) => status >= 400);
  const slowest = Math.max(...rows.map(({ median }) => median));
  console.log(`\n${rows.length} pages and roles; the slowest median is ${slowest.toFixed(0)} ms`);
  console.log(`at ${GOAL_MS} ms or more: ${slow.length}  (goal: none)`);
  if (unanswered.length > 0)
    console.log(`answered with an error: ${unanswered.map(({ page }) => page.path).join(', ')}`);
}

async function printSetting(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(
    `select current_setting('server_version') as version, (select count(*) from people) as people,
            (select count(*) from points) as points, (select count(*) from events where campus = $1) as events`,
    [SEEDED.number],
  );
  await client.end();
  const [{ version, people, points, events }] = rows;
  const count = (value: unknown) => Number(value).toLocaleString('en-US');
  console.log(`${cpus().length} cores, ${cpus()[0]?.model}, Node ${process.version}, PostgreSQL ${version}`);
  console.log(
    `${count(people)} people, ${count(points)} points, ${count(events)} events; ${TIMES} times each\n`,
  );
  console.log(
    `${'page'.padEnd(72)} ${'who'.padEnd(11)}${'code'.padStart(4)}${'median'.padStart(7)} ${'max ms'.padStart(7)}`,
  );
}

async function openDatabase(): Promise<{ url: string; stop(): Promise<void> }> {
  if (given !== undefined) return { url: given, stop: async () => {} };
  const dataDir = await mkdtemp(path.join(tmpdir(), 'gatehouse-pages-'));
  const server = await startEmbeddedPostgres({ dataDir, log: () => {} });
  const stop = async () => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  const tell = (what: string, seconds: number) => console.log(`${what.padEnd(44)}${seconds.toFixed(1)} s`);
  try {
    await seedCampus({ url: server.url, secret, share: Number(share), now: Date.now(), tell });
    return { url: server.url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
