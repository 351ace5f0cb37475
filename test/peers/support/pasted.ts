import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { eventually } from '../../support/eventually.js';

/** What a page shows between two fences. */
export interface Block {
  language: string;
  text: string;
}

/** Every fenced block of a page, in its order; one that names no language is to be read only. */
export function blocksOf(page: string): Block[] {
  return [...page.matchAll(/^```([\w-]+)\n(.*?)^```$/gms)].map(([, language = '', text = '']) => ({
    language,
    text,
  }));
}

/** Whether a text is what a page says is printed, where `…` stands for what differs each time. */
export function isAsShown(printed: string, shown: string): boolean {
  const parts = shown
    .trim()
    .split('…')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.+?')}$`, 's').test(printed.trim());
}

/** A shell in a window of its own: what is pasted into it runs there, one block after the other. */
export class Window {
  readonly #shell: ChildProcess;
  #heard = '';
  #pasted = 0;

  constructor(cwd: string, env: NodeJS.ProcessEnv) {
    // A session of its own, so that closing the window reaches what runs in it.
    this.#shell = spawn('bash', ['--noprofile', '--norc'], { cwd, env, detached: true });
    for (const stream of [this.#shell.stdout, this.#shell.stderr])
      stream?.setEncoding('utf8').on('data', (chunk: string) => {
        this.#heard += chunk;
      });
  }

  /** All that stands in the window. */
  get heard(): string {
    return this.#heard;
  }

  /** Pastes a block without waiting for its end. */
  paste(text: string): void {
    this.#shell.stdin?.write(text);
  }

  /** Pastes a block and answers what it printed, once it has ended. */
  async run(text: string): Promise<string> {
    this.#pasted += 1;
    const mark = `--- end of block ${this.#pasted} ---`;
    const from = this.#heard.length;
    this.paste(`${text}\necho '${mark}'\n`);
    return eventually(() => {
      const end = this.#heard.indexOf(mark, from);
      return end < 0 ? undefined : this.#heard.slice(from, end);
    });
  }

  /** As closing a terminal does: everything in it hears SIGHUP. */
  async close(): Promise<void> {
    const { pid } = this.#shell;
    if (pid === undefined || this.#shell.exitCode !== null || this.#shell.signalCode !== null) return;
    const ended = once(this.#shell, 'exit');
    process.kill(-pid, 'SIGHUP');
    await ended;
  }
}
