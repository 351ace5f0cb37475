import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { startEmbeddedPostgres } from '../../core/store/embedded/start.js';
import { STORIES } from '../tour/stories.js';
import { Teller } from '../tour/teller.js';
import { startWorld } from '../tour/world.js';

/**
 * Tells the main stories on a hub of its own, with a database, broker and virtual campus of its own, so that it can be
 * run beside anything. Throws at the first wrong answer.
 */
export async function tour(): Promise<void> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'gatehouse-tour-'));
  const teller = new Teller((line) => void process.stdout.write(`${line}\n`));
  const log = pino({ level: process.env['LOG_LEVEL'] ?? 'silent' }, process.stderr);
  const database = await startEmbeddedPostgres({ dataDir: path.join(dataDir, 'postgres'), log: () => {} });
  try {
    const world = await startWorld({ databaseUrl: database.url, dataDir, log });
    try {
      for (const story of STORIES) await story(world, teller);
    } finally {
      await world.stop();
    }
    process.stdout.write(`\n${teller.steps} steps, all as they should be.\n`);
  } finally {
    await database.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}
