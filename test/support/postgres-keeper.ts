// Keeps one embedded PostgreSQL for a test run and takes it away when the run is over, however it ends: standard input
// closes when the run's process ends well, fails, is interrupted or is killed with -9, which no hook of a test runner sees.
// Writes one line, the server's address, to standard output.
import { mkdtempSync, rmSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startEmbeddedPostgres } from '../../core/store/embedded/start.js';

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
const over = new Promise((resolve) => process.stdin.once('close', resolve).resume());

const folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-test-'));
try {
  // Root's server runs as another user, who has to enter.
  await chmod(folder, 0o711);
  const server = await startEmbeddedPostgres({
    dataDir: path.join(folder, 'postgres'),
    log: () => undefined,
  });
  process.stdout.write(`${server.url}\n`);
  await over;
  await server.stop();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
