import { rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { provesToBe } from './connect.js';
import { readPostmaster } from './postmaster-file.js';
import { EmbeddedPostgresError } from './problem.js';
import { birthOf, commandOf } from './process-life.js';

/** A server that answers on a port of 127.0.0.1. */
export interface Running {
  readonly pid: number;
  readonly port: number;
}

/**
 * The server that already works on these data, left by a hub that was killed or used by another one, once it is ready.
 * A `postmaster.pid` whose number belongs to some other program now is removed: PostgreSQL itself would refuse to start.
 * Errors: `data_folder_in_use` when a server holds the data and does not open to our password.
 */
export async function findRunning(cluster: string, password: string): Promise<Running | undefined> {
  for (let waited = 0; waited < 60_000; waited += 50) {
    const found = readPostmaster(cluster);
    if (found === undefined || birthOf(found.pid) === undefined) return undefined;
    if (!serves(found.pid, cluster)) {
      rmSync(path.join(cluster, 'postmaster.pid'), { force: true });
      return undefined;
    }
    if (found.ready && (await provesToBe(cluster, found.port, password))) return found;
    await pause(50);
  }
  throw new EmbeddedPostgresError(
    'data_folder_in_use',
    `A PostgreSQL server (process ${readPostmaster(cluster)?.pid}) holds the data in ${cluster} and does not answer to this hub; end it.`,
  );
}

/** Where the system shows no command lines, the pid file is believed and the connection has to prove the rest. */
function serves(pid: number, cluster: string): boolean {
  return commandOf(pid)?.includes(`-D ${cluster}`) ?? true;
}
