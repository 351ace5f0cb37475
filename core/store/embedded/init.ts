import { spawnSync } from 'node:child_process';
import { chownSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Place } from './home.js';
import { EmbeddedPostgresError } from './problem.js';

export const SUPERUSER = 'gatehouse';

/** What the server's programs see of our environment: nothing that names another server, and no secret of the hub. */
export const SERVER_ENVIRONMENT = { PATH: '/usr/bin:/bin', LC_MESSAGES: 'C', TZ: 'UTC' };

/**
 * Creates the cluster. It grows under another name and is renamed when complete, so that a start that was killed
 * half way leaves nothing that looks like data. Errors: `embedded_postgres_failed`.
 */
export function initCluster(bin: string, { cluster, as }: Place, password: string): void {
  const growing = `${cluster}-new`;
  const secret = `${cluster}-password`;
  for (const left of [growing, secret]) rmSync(left, { recursive: true, force: true });
  mkdirSync(growing, { mode: 0o700 });
  writeFileSync(secret, `${password}\n`, { mode: 0o600 });
  for (const file of [growing, secret]) giveTo(as.ids, file);
  try {
    run(path.join(bin, 'initdb'), flags(growing, secret), as.ids);
  } finally {
    rmSync(secret, { force: true });
  }
  renameSync(growing, cluster);
}

function flags(cluster: string, secret: string): string[] {
  // C.UTF-8 and not C: under C pg_trgm finds no letter in Chinese names. macOS has no C.UTF-8.
  const locale = process.platform === 'linux' ? 'C.UTF-8' : 'C';
  const builtin = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', `--locale=${locale}`];
  return [
    '-D',
    cluster,
    '-U',
    SUPERUSER,
    '-A',
    'scram-sha-256',
    `--pwfile=${secret}`,
    '-E',
    'UTF8',
    '--no-sync',
    ...builtin,
  ];
}

function giveTo(ids: { uid?: number; gid?: number }, file: string): void {
  if (ids.uid !== undefined && ids.gid !== undefined) chownSync(file, ids.uid, ids.gid);
}

function run(initdb: string, args: string[], ids: { uid?: number; gid?: number }): void {
  const done = spawnSync(initdb, args, { ...ids, cwd: '/', env: SERVER_ENVIRONMENT, encoding: 'utf8' });
  if (done.status === 0) return;
  const said =
    done.error?.message ?? (done.stderr.match(/error: .*/)?.[0] || `exit ${done.status ?? done.signal}`);
  throw new EmbeddedPostgresError('embedded_postgres_failed', `PostgreSQL's initdb failed: ${said}`);
}
