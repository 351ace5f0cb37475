// One campus of 100,000 people, 2,000 points and 5,000,000 events over 90 days, for looking at plans and at pages:
//   node dist/bench/seed-campus.js [--share 0.02] [--stay]
// into DATABASE_URL, else into an embedded PostgreSQL in --data (default .gatehouse/seeded). GATEHOUSE_SECRET seals what
// is personal; the word below where it is not set: nobody in it lives. With --stay the embedded server runs until Ctrl-C.
import { once } from 'node:events';
import path from 'node:path';
import { Command } from 'commander';
import { startEmbeddedPostgres } from '../core/store/embedded/start.js';
import { SEED_SECRET } from '../test/scale/seed/campus.js';
import { seedCampus } from '../test/scale/seed/seed.js';

interface Options {
  share: string;
  data: string;
  port: string;
  stay: boolean;
}

const { share, data, port, stay } = new Command('seed-campus')
  .option('--share <share>', 'how much of the whole, 0 to 1', '1')
  .option('--data <folder>', 'folder of the embedded PostgreSQL', path.join('.gatehouse', 'seeded'))
  .option('--port <port>', 'port of the embedded PostgreSQL; 0: any', '0')
  .option('--stay', 'keep the embedded PostgreSQL running', false)
  .parse()
  .opts<Options>();

const database = await openDatabase();
try {
  const began = performance.now();
  const { GATEHOUSE_SECRET: secret = SEED_SECRET } = process.env;
  const tell = (what: string, seconds: number) => console.log(`${what.padEnd(44)}${seconds.toFixed(1)} s`);
  await seedCampus({ url: database.url, secret, share: Number(share), now: Date.now(), tell });
  console.log(`${'all of it'.padEnd(44)}${((performance.now() - began) / 1000).toFixed(1)} s`);
  if (stay) await stayed(database.url);
} finally {
  await database.stop();
}

async function openDatabase(): Promise<{ url: string; stop(): Promise<void> }> {
  const { DATABASE_URL: given } = process.env;
  if (given !== undefined) return { url: given, stop: async () => {} };
  return startEmbeddedPostgres({ dataDir: path.resolve(data), port: Number(port), log: console.log });
}

async function stayed(url: string): Promise<void> {
  console.log(`It stays at ${url}`);
  const alive = setInterval(() => {}, 60_000);
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  clearInterval(alive);
}
