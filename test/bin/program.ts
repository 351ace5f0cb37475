import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../../bin/gatehouse.js', import.meta.url));

export interface Ended {
  code: number | null;
  out: string;
  err: string;
}

/** The program itself, in a folder of its own, with nothing of this process's settings but the path. */
export function program(folder: string, env: Record<string, string>, words: string[]): ChildProcess {
  const settings = { PATH: process.env['PATH'] ?? '', TZ: 'Asia/Hong_Kong', ...env };
  return spawn(process.execPath, [PROGRAM, ...words], { cwd: folder, env: settings });
}

/** Runs it to its end; `typed` is what is piped to it. */
export async function ended(
  folder: string,
  env: Record<string, string>,
  words: string[],
  typed = '',
): Promise<Ended> {
  const child = program(folder, env, words);
  const said = { out: '', err: '' };
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    said.out += chunk;
  });
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    said.err += chunk;
  });
  child.stdin?.on('error', () => {});
  child.stdin?.end(typed);
  const [code] = await once(child, 'close');
  return { code: code as number | null, ...said };
}

/** What a file of `NAME=value` lines sets, as a shell or systemd reads it. */
export function variables(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/^([A-Z_0-9]+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]),
  );
}
