import { randomBytes } from 'node:crypto';
import { lstatSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Where everyone may traverse and files outlive a reboot. */
export function sharedPlace(): string {
  return lstatSync('/var/tmp', { throwIfNoEntry: false })?.isDirectory() ? '/var/tmp' : tmpdir();
}

/**
 * Whether only this user can have put something into the folder. In a place that everyone may write to, another user
 * could have made a folder of that name first and filled it with programs that would then run for us.
 */
export function isOurs(folder: string): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  return found?.isDirectory() === true && found.uid === process.getuid?.() && (found.mode & 0o022) === 0;
}

/**
 * The wanted name, or, where a stranger sits on it, one that could not be guessed: the one found the last time, so
 * that a stranger cannot make us fill the disk with copies.
 */
export function unsquatted(wanted: string): string {
  if (isOurs(wanted)) return wanted;
  const parent = path.dirname(wanted);
  const earlier = readdirSync(parent).filter((name) => name.startsWith(`${path.basename(wanted)}-`));
  return earlier.map((name) => path.join(parent, name)).find(isOurs) ?? unused(wanted);
}

/** The wanted name where nothing has it, else one that could not be guessed. */
export function unused(wanted: string): string {
  const taken = lstatSync(wanted, { throwIfNoEntry: false }) !== undefined;
  return taken ? `${wanted}-${randomBytes(8).toString('hex')}` : wanted;
}
