import { dropLeftDatabases } from './database.js';
import { stopServer } from './postgres-server.js';

/** Mocha calls this once, after the last test, also when tests failed. The server starts with the first fresh database. */
export async function mochaGlobalTeardown(): Promise<void> {
  await dropLeftDatabases();
  await stopServer();
}
