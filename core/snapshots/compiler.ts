import { Worker } from 'node:worker_threads';
import type { PolicySource } from '../domain/policy-source.js';
import type { Bundle } from '../policy/bundle.js';
import { compile } from '../policy/compile.js';

export interface CompileAsk {
  id: number;
  source: PolicySource;
  version: number;
  horizon: { from: number; days: number };
}

export interface CompileAnswer {
  id: number;
  bundle?: Bundle;
  error?: string;
}

interface Waiting {
  resolve(bundle: Bundle): void;
  reject(error: Error): void;
}

/** Below this a compile takes a few milliseconds, less than a thread and the way back from it. */
const RULES_IN_PLACE = 200;

/** Compiles large campuses beside the thread that answers gates: ten thousand rules take seconds. */
export class Compiler {
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #serial = 0;

  async compile(source: PolicySource, version: number, horizon: CompileAsk['horizon']): Promise<Bundle> {
    if (source.rules.length < RULES_IN_PLACE) return compile(source, version, horizon);
    this.#worker ??= this.#start();
    this.#serial += 1;
    const ask: CompileAsk = { id: this.#serial, source, version, horizon };
    return new Promise((resolve, reject) => {
      this.#waiting.set(ask.id, { resolve, reject });
      // Somebody waits: the process stays for it, and for an idle thread it does not.
      this.#worker?.ref();
      this.#worker?.postMessage(ask);
    });
  }

  async stop(): Promise<void> {
    await this.#worker?.terminate();
  }

  #start(): Worker {
    const worker = new Worker(new URL('./compile-worker.js', import.meta.url));
    worker.on('message', ({ id, bundle, error }: CompileAnswer) => {
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (this.#waiting.size === 0) worker.unref();
      if (bundle) waiting?.resolve(bundle);
      else waiting?.reject(new Error(error));
    });
    worker.on('error', (error) => this.#lose(error));
    worker.on('exit', () => this.#lose(new Error('the compiling thread ended')));
    return worker;
  }

  /** The next compile starts a new thread. */
  #lose(error: Error): void {
    this.#worker = undefined;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
