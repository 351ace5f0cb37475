import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { EmbeddedPostgresError, errnoOf } from './problem.js';
import { birthOf } from './process-life.js';

const HELD = new Set(['ENOTEMPTY', 'EEXIST', 'EPERM']);

/**
 * Runs `work` while no other process does so with the same lock folder.
 * The lock is a folder with its holder's name inside: renaming a filled folder onto another one fails, on every
 * file system, so nobody sees a lock without a holder. A lock whose holder died is taken over.
 * Errors: `data_folder_in_use` after `patience` milliseconds.
 */
export async function withLock<T>(lock: string, work: () => Promise<T>, patience = 60_000): Promise<T> {
  for (let waited = 0; !take(lock); waited += 50) {
    if (waited >= patience) throw stillHeld(lock);
    breakIfHolderDied(lock);
    await pause(50);
  }
  try {
    return await work();
  } finally {
    discard(lock);
  }
}

function take(lock: string): boolean {
  const mine = mkdtempSync(`${lock}-`);
  writeFileSync(path.join(mine, 'holder'), `${process.pid} ${birthOf(process.pid) ?? ''}`);
  try {
    renameSync(mine, lock);
    return true;
  } catch (error) {
    rmSync(mine, { recursive: true, force: true });
    if (HELD.has(errnoOf(error) ?? '')) return false;
    throw error;
  }
}

function holderOf(lock: string): string | undefined {
  try {
    return readFileSync(path.join(lock, 'holder'), 'utf8');
  } catch {
    return undefined;
  }
}

function breakIfHolderDied(lock: string): void {
  const holder = holderOf(lock);
  if (holder === undefined) return;
  const [pid, birth] = holder.split(' ');
  if (birthOf(Number(pid)) !== birth) discard(lock, holder);
}

/** Moves the lock away before deleting it, so that a half deleted lock is never seen. */
function discard(lock: string, onlyIfHeldBy?: string): void {
  const away = `${lock}-${randomBytes(6).toString('hex')}`;
  try {
    renameSync(lock, away);
    // Somebody else broke the dead holder's lock first and holds it now: what was moved is theirs, give it back.
    if (onlyIfHeldBy !== undefined && holderOf(away) !== onlyIfHeldBy) renameSync(away, lock);
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT' && !HELD.has(errnoOf(error) ?? '')) throw error;
  }
  rmSync(away, { recursive: true, force: true });
}

function stillHeld(lock: string): EmbeddedPostgresError {
  const holder = holderOf(lock)?.split(' ')[0] ?? 'unknown';
  const folder = path.dirname(lock);
  return new EmbeddedPostgresError(
    'data_folder_in_use',
    `Another process (${holder}) is starting or stopping the database in ${folder}; wait for it or end it.`,
  );
}
