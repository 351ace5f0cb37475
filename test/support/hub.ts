import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { startWorld, type World } from '../../bin/tour/world.js';
import { type FreshDatabase, freshDatabase } from './database.js';

export interface TestHub extends World {
  database: FreshDatabase;
}

/** The whole hub with the virtual campus on a fresh database, with its own broker. */
export async function startTestHub(): Promise<TestHub> {
  const database = await freshDatabase();
  const dataDir = await mkdtemp(path.join(tmpdir(), 'gatehouse-test-'));
  const log = pino({ level: process.env['TEST_LOG'] ?? 'silent' }, process.stderr);
  const world = await startWorld({ databaseUrl: database.url, dataDir, log });
  return {
    ...world,
    database,
    async stop() {
      await world.stop();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
