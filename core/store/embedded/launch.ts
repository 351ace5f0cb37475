import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Running } from './adopt.js';
import type { Place } from './home.js';
import { SERVER_ENVIRONMENT } from './init.js';
import { readPostmaster } from './postmaster-file.js';
import { EmbeddedPostgresError, errnoOf } from './problem.js';
import { birthOf, diesWithin } from './process-life.js';

/**
 * Starts the server and waits until it says it is ready.
 * Errors: `port_in_use`, `embedded_postgres_failed`.
 */
export async function launch(bin: string, place: Place, port: number, logFile: string): Promise<Running> {
  const exit = { sentence: '' };
  const pid = spawnServer(bin, place, port, logFile, (sentence) => {
    exit.sentence = sentence;
  });
  for (let waited = 0; waited < 60_000; waited += 20) {
    const found = readPostmaster(place.cluster);
    if (pid === undefined || exit.sentence !== '') throw failure(exit.sentence, port, logFile);
    if (found?.pid === pid && found.ready) return { pid, port };
    await pause(20);
  }
  if (pid !== undefined) await halt(pid);
  throw failure('not ready within 60 s', port, logFile);
}

/** Fast shutdown: open transactions are rolled back. One that does not end is left to crash recovery. */
export async function halt(pid: number): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    send(pid, signal);
    if (await diesWithin(pid, 20_000)) return;
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    if (birthOf(pid) !== undefined) process.kill(pid, signal);
  } catch (error) {
    if (errnoOf(error) !== 'ESRCH') throw error;
  }
}

function spawnServer(
  bin: string,
  { cluster, as }: Place,
  port: number,
  logFile: string,
  onEnd: (sentence: string) => void,
): number | undefined {
  const log = openSync(logFile, 'w', 0o600);
  // A group of its own: Ctrl-C in a terminal reaches the whole group, and the hub still needs its database to end well.
  // A log file and no pipe: the server must survive us.
  const server = spawn(path.join(bin, 'postgres'), settings(cluster, port), {
    ...as.ids,
    cwd: '/',
    env: SERVER_ENVIRONMENT,
    detached: true,
    stdio: ['ignore', log, log],
    windowsHide: true,
  });
  closeSync(log);
  server.once('error', (error) => onEnd(error.message));
  server.once('exit', (code, signal) => onEnd(`exit ${code ?? signal}`));
  server.unref();
  return server.pid;
}

function settings(cluster: string, port: number): string[] {
  const options = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    // Statements and details carry names and keys of people, which belong in no log.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
  };
  return [
    '-D',
    cluster,
    '-p',
    String(port),
    ...Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
}

function failure(end: string, port: number, logFile: string): EmbeddedPostgresError {
  const log = readFileSync(logFile, 'utf8');
  if (/could not bind|could not create any TCP\/IP sockets/.test(log)) {
    return new EmbeddedPostgresError(
      'port_in_use',
      `Port ${port} on 127.0.0.1 is in use by another program; choose another port.`,
    );
  }
  const said = log.match(/(?:FATAL|PANIC): .*/)?.[0] ?? end;
  return new EmbeddedPostgresError(
    'embedded_postgres_failed',
    `PostgreSQL did not start (${said}); its log is ${logFile}.`,
  );
}
