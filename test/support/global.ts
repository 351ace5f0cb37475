import { dropLeftDatabases } from './database.js';
import { stopServer } from './postgres-server.js';

/** Mocha calls this once, after the last test, also when tests failed. The server starts with the first fresh database. */
export async function mochaGlobalTeardown(): Promise<void> {
  await dropLeftDatabases();
  await stopServer();
  exitWhenHeldOpen();
}

/**
 * A run whose tests left a socket or a timer open would hang for ever: it ends after a while as failed, and says what
 * is open. The timer itself holds nothing open, so a clean run never sees it.
 */
function exitWhenHeldOpen(): void {
  const end = () => {
    process.stderr.write(`The tests left open: ${process.getActiveResourcesInfo().join(', ')}\n`);
    process.exit(1);
  };
  setTimeout(end, 15_000).unref();
}
