import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { errnoOf } from './problem.js';

/**
 * A word that stays the same as long as this process lives, or undefined when it is dead or a zombie.
 * On Linux it is the start tick, so that a number given to another process later is not taken for the first one.
 */
export function birthOf(pid: number): string | undefined {
  if (!Number.isInteger(pid) || pid < 1 || !answersSignals(pid)) return undefined;
  const fields = statFields(pid);
  if (fields === undefined) return 'alive';
  // proc(5): the field after the name is the state; a zombie answers signals though it is gone.
  return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
}

/** The command line, words joined by spaces; undefined where the system does not tell. */
export function commandOf(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return undefined;
  }
}

/** Waits until the process is gone; false when it still lives after `milliseconds`. */
export async function diesWithin(pid: number, milliseconds: number): Promise<boolean> {
  const born = birthOf(pid);
  for (let waited = 0; waited < milliseconds; waited += 20) {
    if (born === undefined || birthOf(pid) !== born) return true;
    await pause(20);
  }
  return birthOf(pid) !== born;
}

function answersSignals(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errnoOf(error) === 'EPERM';
  }
}

function statFields(pid: number): string[] | undefined {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return line.slice(line.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}
