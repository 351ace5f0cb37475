import { randomBytes } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { WorkerPatch } from './worker-patch.js';

/** One change of one worker: the fields that became something else, or null when the worker was deleted. */
export interface Change {
  sourceKey: string;
  at: string;
  patch: WorkerPatch | null;
}

export interface Journal {
  /** Drawn when the journal was begun: stamps of another journal mean nothing here. */
  id: string;
  changes: readonly Change[];
  append(change: Change): void;
}

/** What HR has been told since the people file was written; kept in `file`, or in memory without one. */
export function openJournal(file?: string): Journal {
  const { id, changes } = file === undefined ? begin() : (read(file) ?? begin());
  if (file !== undefined) {
    mkdirSync(path.dirname(file), { recursive: true });
    // Written anew at each start: a line that a killed process left half written goes.
    writeFileSync(file, [{ journal: id }, ...changes].map((line) => `${JSON.stringify(line)}\n`).join(''));
  }
  return {
    id,
    changes,
    append(change) {
      changes.push(change);
      if (file !== undefined) appendFileSync(file, `${JSON.stringify(change)}\n`);
    },
  };
}

function begin(): { id: string; changes: Change[] } {
  return { id: randomBytes(4).toString('hex'), changes: [] };
}

function read(file: string): { id: string; changes: Change[] } | undefined {
  if (!existsSync(file)) return undefined;
  const [head, ...rest] = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  if (head === undefined) return undefined;
  const { journal } = JSON.parse(head) as { journal: string };
  return { id: journal, changes: rest.map((line) => JSON.parse(line) as Change) };
}
