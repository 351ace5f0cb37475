import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { EmbeddedPostgresError } from './problem.js';

/** Who runs the server; `ids` is empty when it is this process's own user. */
export interface RunAs {
  readonly name: string;
  readonly ids: { readonly uid?: number; readonly gid?: number };
}

/**
 * PostgreSQL refuses uid 0, so root hands it to an ordinary user: the owner of the data when there are data already
 * (installing Debian's PostgreSQL later brings a user `postgres`, and the data must not change hands by that).
 * Errors: `no_user_name`, `no_ordinary_user`.
 */
export function runAs(cluster: string): RunAs {
  if (process.getuid?.() !== 0) return { name: ownName(), ids: {} };
  const owner = statSync(cluster, { throwIfNoEntry: false })?.uid;
  const candidates = owner ? [String(owner)] : ['postgres', 'nobody'];
  for (const candidate of candidates) {
    const found = lookUp(candidate);
    if (found) return found;
  }
  throw new EmbeddedPostgresError(
    'no_ordinary_user',
    `PostgreSQL does not run as root, and of the users ${candidates.join(', ')} none exists here; create one, or set DATABASE_URL.`,
  );
}

/** Whether root's chosen user may enter the folder, through every folder above it. */
export function canEnter(as: RunAs, folder: string): boolean {
  if (as.ids.uid === undefined) return true;
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...as.ids, cwd: '/' }).status === 0;
}

function lookUp(user: string): RunAs | undefined {
  const [name, uid, gid] = ['-un', '-u', '-g'].map((flag) => {
    const answer = spawnSync('id', [flag, user], { encoding: 'utf8' });
    return answer.status === 0 ? answer.stdout.trim() : '';
  });
  return name && uid && gid ? { name, ids: { uid: Number(uid), gid: Number(gid) } } : undefined;
}

function ownName(): string {
  try {
    return userInfo().username;
  } catch (cause) {
    throw new EmbeddedPostgresError(
      'no_user_name',
      `PostgreSQL needs a user name, and uid ${process.getuid?.()} has none in /etc/passwd; add an entry, or set DATABASE_URL.`,
      { cause },
    );
  }
}
