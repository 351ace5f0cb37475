import pg from 'pg';
import { pino } from 'pino';
import { PLUGIN_FOLDER, pluginMigrations } from '../../../bin/plugin-folder.js';
import { loadPlugins } from '../../../core/host/load-plugins.js';
import { Snapshots } from '../../../core/snapshots/snapshots.js';
import { createPool } from '../../../core/store/database.js';
import { EventRecorder } from '../../../core/store/event-recorder.js';
import { buildEventIndexes } from '../../../core/store/events-index.js';
import { MinuteCounter } from '../../../core/store/events-minutes.js';
import { migrate } from '../../../core/store/migrate.js';
import { loginDigest } from '../../../core/store/people.js';
import { RefusalLog } from '../../../core/store/refusal-log.js';
import { createVault, type Vault } from '../../../core/store/seal.js';
import { applyCampus } from '../../../core/use-cases/apply-campus.js';
import { syncEligibility } from '../../../core/use-cases/sync-eligibility.js';
import { controllerToken, SEEDED, STAFF_LOGINS, seededCampus } from './campus.js';
import { seedEvents } from './events.js';
import { seedAudit, seedDeviceStates, seedJobs, seedMessages } from './history.js';
import { seededPeople } from './people.js';
import { seedPhones } from './phones.js';
import { sizesAt } from './sizes.js';
import { seedVisits } from './visits.js';

export interface SeedAsk {
  url: string;
  secret: string;
  /** 1 for the whole: 100,000 people, 2,000 points, 5,000,000 events. */
  share: number;
  /** Epoch milliseconds: today, whose rush is the newest. */
  now: number;
  /** Hears what was made, and how long it took in seconds. */
  tell(what: string, seconds: number): void;
}

/**
 * Fills an empty database with the seeded campus, through the house's own functions where a shape matters and in sets
 * where only the number does. Throws where the campus is there already.
 */
export async function seedCampus(ask: SeedAsk): Promise<void> {
  const plugins = await loadPlugins(PLUGIN_FOLDER);
  await migrate(ask.url, pluginMigrations(plugins));
  const sql = new pg.Client({ connectionString: ask.url });
  await sql.connect();
  try {
    const { rowCount } = await sql.query('select from campuses where number = $1', [SEEDED.number]);
    if (rowCount !== 0) throw new Error(`The campus ${SEEDED.slug} is in this database already.`);
    await sql.query(
      `set synchronous_commit = off; set work_mem = '128MB'; set maintenance_work_mem = '256MB'`,
    );
    await sql.query('select setseed(0.42)');
    await fill(sql, ask, createVault(ask.secret));
  } finally {
    await sql.end();
  }
}

async function fill(sql: pg.Client, ask: SeedAsk, vault: Vault): Promise<void> {
  const { now } = ask;
  const sizes = sizesAt(ask.share);
  const timed = async (what: string, work: () => Promise<void>) => {
    const began = performance.now();
    await work();
    ask.tell(what, (performance.now() - began) / 1000);
  };
  const spared = Object.values(STAFF_LOGINS).map((login) => loginDigest(vault, SEEDED.number, login));
  await timed(`${sizes.people} people, ${sizes.points} points`, () =>
    seedPeople(ask, vault, sizes.people, sizes.points),
  );
  await timed('phones and holds', () => seedPhones(sql, sizes.people, spared));
  await timed(`${sizes.events} events and the handles in them`, () => seedEvents(sql, sizes, now));
  await timed(`${sizes.visits} visits`, () => seedVisits(sql, { vault, visits: sizes.visits, now }));
  await timed(`${sizes.messages} messages`, () => seedMessages(sql, { vault, messages: sizes.messages }));
  await timed(`${sizes.audit} rows of the audit`, () => seedAudit(sql, sizes));
  await timed(`${sizes.jobs} jobs`, () => seedJobs(sql, sizes));
  await timed('states of devices', () => seedDeviceStates(sql));
  await timed('counts by minute, indexes of events', () => summarize(ask.url));
  await timed('statistics', async () => void (await sql.query('vacuum analyze')));
}

/** What a hub does beside its traffic after an import of events. */
async function summarize(url: string): Promise<void> {
  await buildEventIndexes(url);
  const pool = createPool(url, 2);
  try {
    const counter = new MinuteCounter(pool);
    for (;;) {
      await counter.count();
      const { rows } = await pool.query<{ behind: number }>('select behind from event_minutes_done');
      if (rows[0]?.behind === 0) return;
    }
  } finally {
    await pool.end();
  }
}

/** The campus file applied and its people pulled as from any source. */
async function seedPeople(ask: SeedAsk, vault: Vault, people: number, points: number): Promise<void> {
  const pool = createPool(ask.url, 4);
  const log = pino({ level: 'silent' });
  const now = () => ask.now;
  const snapshots = new Snapshots({ pool, vault, log, now, url: ask.url });
  try {
    const env = (name: string) => controllerToken(ask.secret, name);
    await applyCampus(
      { pool, vault, now },
      { file: seededCampus(points), fileName: 'seeded', env, secretFields: () => [] },
    );
    await snapshots.start();
    const snapshot = snapshots.byNumber(SEEDED.number);
    if (!snapshot) throw new Error('the campus was not applied');
    const context = {
      ...{ pool, vault, snapshots, log, now },
      recorder: new EventRecorder(pool),
      refusals: new RefusalLog(pool, now),
    };
    const source = seededPeople(people, ask.now);
    const pulled = await syncEligibility(context, snapshot, 'seed', source, new AbortController().signal);
    if (pulled.outcome !== 'applied') throw new Error(`people were not merged: ${JSON.stringify(pulled)}`);
  } finally {
    await snapshots.stop();
    await pool.end();
  }
}
