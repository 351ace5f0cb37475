import { type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface Answer {
  url: string;
  adopted: boolean;
  said: string[];
  code?: string;
  message?: string;
}

export interface Starter {
  answer: Answer;
  /** Ends standard input and waits; the server is stopped then, if nobody else uses it. */
  end(): Promise<void>;
  /** SIGKILL to its process group, as a terminal's Ctrl-C reaches one; the starter must have been detached. */
  killGroup(): Promise<void>;
}

const STARTER = fileURLToPath(new URL('./starter.js', import.meta.url));

/** Runs starter.ts (or a copy of it) and waits for its one line. */
export async function runStarter(
  folder: string,
  options: SpawnOptions = {},
  words: string[] = [],
  script = STARTER,
): Promise<Starter> {
  const child = spawn(process.execPath, [script, folder, ...words], {
    cwd: '/',
    ...options,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const gone = once(child, 'exit');
  if (child.stdout === null) throw new Error('no output to read');
  for await (const line of createInterface({ input: child.stdout })) {
    const finish = async (how: () => void) => {
      how();
      await gone;
    };
    return {
      answer: JSON.parse(line) as Answer,
      end: () => finish(() => child.stdin?.end()),
      killGroup: () => finish(() => void process.kill(-(child.pid ?? Number.NaN), 'SIGKILL')),
    };
  }
  throw new Error('the starter said nothing');
}

/** A folder that other users may enter, and its removal. */
export async function openFolder(): Promise<{ folder: string; remove: () => void }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-embedded-'));
  await chmod(folder, 0o755);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
