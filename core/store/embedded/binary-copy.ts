import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import path from 'node:path';
import { makeLibraryLinks } from './library-links.js';
import { errnoOf } from './problem.js';
import { isOurs, sharedPlace, unsquatted } from './safe-folder.js';

/**
 * A copy of the programs where the user who runs the server can reach them, made once per version of the programs.
 * Answers the copied `native` folder.
 */
export function copyBinaries(native: string): string {
  const digest = createHash('sha256').update(readFileSync(path.join(native, 'bin', postgres)));
  const name = `gatehouse-postgres-${process.getuid?.() ?? 0}-${digest.digest('hex').slice(0, 16)}`;
  const home = unsquatted(path.join(sharedPlace(), name));
  // A cleaner of temporary files may have taken some of it: then it is made again.
  if (!isOurs(home) || !isWhole(native, home)) replace(home, freshCopy(native));
  return home;
}

const postgres = process.platform === 'win32' ? 'postgres.exe' : 'postgres';

function freshCopy(native: string): string {
  const fresh = mkdtempSync(path.join(sharedPlace(), 'gatehouse-postgres-new-'));
  try {
    cpSync(native, fresh, { recursive: true, verbatimSymlinks: true });
    makeLibraryLinks(fresh);
    for (const file of ['.', ...readdirSync(fresh, { recursive: true, encoding: 'utf8' })])
      openToAll(path.join(fresh, file));
    return fresh;
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    throw error;
  }
}

/** npm keeps a strict umask: what was 0700 for its owner must become 0755 for the server's user. */
function openToAll(file: string): void {
  const { mode } = lstatSync(file);
  if (!lstatSync(file).isSymbolicLink()) chmodSync(file, mode & 0o100 ? 0o755 : 0o644);
}

function replace(home: string, fresh: string): void {
  const old = `${fresh}-old`;
  try {
    if (isOurs(home)) renameSync(home, old);
    renameSync(fresh, home);
  } catch (error) {
    // Another starter was quicker, and its copy is as good as this one.
    if (!['ENOTEMPTY', 'EEXIST', 'ENOENT'].includes(errnoOf(error) ?? '') || !isOurs(home)) throw error;
  } finally {
    rmSync(old, { recursive: true, force: true });
    rmSync(fresh, { recursive: true, force: true });
  }
}

function isWhole(native: string, copy: string): boolean {
  const sizeOf = (file: string) => lstatSync(file, { throwIfNoEntry: false })?.size;
  return readdirSync(native, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .every((file) => sizeOf(path.join(copy, path.relative(native, file))) === sizeOf(file));
}
