// Decisions per second over HTTP, each event durable before its answer, beside a bare Express JSON echo: the same
// requests by the same load generator in the same run, in turns. Hub, echo and load generator are processes of their
// own; they and PostgreSQL share the machine. Then the latency at 500 evenly spaced requests a second.
import { cpus } from 'node:os';
import type { Spent } from './support/child.js';
import { RULES } from './support/http-campus.js';
import { type House, openHouse } from './support/http-house.js';
import type { LoadOrder, LoadResult } from './support/http-load.js';
import { type BenchRequest, freshGrants, GOOD_SECONDS, refusals } from './support/http-scans.js';

const CONNECTIONS = 64;
const PACED = { rate: 500, seconds: 6, connections: CONNECTIONS };
const FULL = { seconds: 4, connections: CONNECTIONS };
const ROUNDS = 3;
const PAST_EVENTS = 100_000;
/** Requests a second prepared for the first, uncounted round. */
const FIRST_GUESS = 2_500;
const GOAL = { ratio: 0.6, p99: 25 };

interface Measured extends LoadResult {
  /** Processor time of the server, all threads, per answer, in microseconds. */
  cpu: number;
}

const count = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

async function measure(house: House, at: 'hub' | 'echo', order: Omit<LoadOrder, 'url'>): Promise<Measured> {
  const server = house[at];
  const before = await server.ask<Spent>('spent');
  const result = await house.load.ask<LoadResult>({ ...order, url: server.ready });
  const after = await server.ask<Spent>('spent');
  if (result.failures > 0) throw new Error(`${at}: ${result.failures} requests failed`);
  return { ...result, cpu: (after.user + after.system - before.user - before.system) / result.answers };
}

/** Every answer stands in the database as what was expected; a load that is cut off may leave one more a connection. */
async function recorded(house: House, outcome: string, work: () => Promise<Measured>): Promise<Measured> {
  const newest = async () =>
    (await house.pool.query('select max(id) as id from events')).rows[0].id as number;
  const before = await newest();
  const measured = await work();
  const { rows } = await house.pool.query(
    'select outcome, reason, count(*)::int as n from events where id > $1 group by 1, 2',
    [before],
  );
  const written = rows.reduce((sum: number, { n }) => sum + n, 0);
  const wrong = rows.filter((row) => row.outcome !== outcome || row.reason === 'already_used');
  if (wrong.length > 0 || written < measured.answers || written > measured.answers + CONNECTIONS)
    throw new Error(`${measured.answers} answers, but the events are ${JSON.stringify(rows)}`);
  return measured;
}

function line(name: string, { perSecond, p50, p99, max, cpu }: Measured): void {
  const figures = [
    count.format(perSecond),
    p50.toFixed(1),
    p99.toFixed(1),
    max.toFixed(1),
    count.format(cpu),
  ];
  console.log(name.padEnd(34) + figures.map((figure) => figure.padStart(11)).join(''));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return ((sorted[middle] ?? 0) + (sorted[sorted.length - 1 - middle] ?? 0)) / 2;
}

async function printSetting({ pool, snapshot }: House): Promise<void> {
  const { rows } = await pool.query(
    `select current_setting('server_version') as version, current_setting('fsync') as fsync,
            current_setting('synchronous_commit') as commit`,
  );
  const { version, fsync, commit } = rows[0];
  console.log(`${cpus().length} cores, ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}`);
  console.log(`PostgreSQL ${version}, fsync ${fsync}, synchronous_commit ${commit}`);
  const { points, groups } = snapshot.source;
  console.log(
    `${RULES} rules, ${points.length} points, ${groups.length} groups, ${count.format(PAST_EVENTS)} events before; ` +
      `${CONNECTIONS} connections\n`,
  );
  console.log(
    `${''.padEnd(34)}${['answers/s', 'p50 ms', 'p99 ms', 'max ms', 'cpu µs'].map((head) => head.padStart(11)).join('')}`,
  );
}

/** The first round warms both up and is not counted; the echo is asked as much, in turns with the hub. */
async function fullLoad(house: House): Promise<{ ratio: number; fastest: number }> {
  const rounds: { hub: number; echo: number }[] = [];
  let fastest = FIRST_GUESS;
  for (let round = 0; round <= ROUNDS; round++) {
    const grants = freshGrants(house.snapshot, house.tokens, enough(fastest));
    const hub = await recorded(house, 'grant', () => measure(house, 'hub', { ...FULL, requests: grants }));
    const echo = await measure(house, 'echo', { ...FULL, requests: grants });
    fastest = Math.max(fastest, hub.perSecond);
    if (round === 0) continue;
    line(`round ${round}: Express JSON echo`, echo);
    line(`round ${round}: decisions, fresh grants`, hub);
    rounds.push({ hub: hub.perSecond, echo: echo.perSecond });
  }
  return { ratio: median(rounds.map(({ hub, echo }) => hub / echo)), fastest };
}

/** More requests than a round will make, by what was seen: codes live for seconds, so none are made for nothing. */
function enough(perSecond: number): number {
  return Math.ceil(1.6 * perSecond * FULL.seconds);
}

async function paced(
  house: House,
  name: string,
  outcome: string,
  requests: BenchRequest[],
): Promise<Measured> {
  const measured = await recorded(house, outcome, () => measure(house, 'hub', { ...PACED, requests }));
  line(name, measured);
  return measured;
}

const house = await openHouse(PAST_EVENTS);
try {
  if (FULL.seconds > GOOD_SECONDS || PACED.seconds > GOOD_SECONDS) throw new Error('codes would run out');
  await printSetting(house);
  const { ratio, fastest } = await fullLoad(house);
  const refused = refusals(house.snapshot, house.tokens, enough(fastest));
  line(
    'decisions, refused',
    await recorded(house, 'deny', () => measure(house, 'hub', { ...FULL, requests: refused })),
  );
  const total = PACED.rate * PACED.seconds;
  const grants = freshGrants(house.snapshot, house.tokens, total);
  const { p99 } = await paced(house, `at ${PACED.rate}/s, fresh grants`, 'grant', grants);
  await paced(house, `at ${PACED.rate}/s, refused`, 'deny', refusals(house.snapshot, house.tokens, total));
  console.log(
    `\ndecisions : echo, median of rounds  ${(100 * ratio).toFixed(0)} %  (goal: at least ${100 * GOAL.ratio} %)`,
  );
  console.log(
    `p99 at ${PACED.rate}/s                     ${p99.toFixed(1)} ms  (goal: under ${GOAL.p99} ms)`,
  );
} finally {
  await house.stop();
}
