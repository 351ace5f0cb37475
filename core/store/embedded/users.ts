import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { birthOf } from './process-life.js';

/**
 * Notes that this process uses the server of this folder: `gatehouse apply` may share it with a running hub, and
 * only the last to leave stops it. The answer takes the note back and tells how many living users remain.
 */
export function joinUsers(folder: string): () => number {
  const users = path.join(folder, 'users');
  mkdirSync(users, { recursive: true });
  const mine = path.join(users, `${process.pid}-${randomBytes(4).toString('hex')}`);
  writeFileSync(mine, birthOf(process.pid) ?? '');
  return () => {
    rmSync(mine, { force: true });
    return countLiving(users);
  };
}

function countLiving(users: string): number {
  let living = 0;
  for (const name of readdirSync(users)) {
    const file = path.join(users, name);
    if (birthOf(Number.parseInt(name, 10)) === readFileSync(file, 'utf8')) living += 1;
    else rmSync(file, { force: true });
  }
  return living;
}
