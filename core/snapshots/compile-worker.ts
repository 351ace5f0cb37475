import { parentPort } from 'node:worker_threads';
import { compile } from '../policy/compile.js';
import type { CompileAnswer, CompileAsk } from './compiler.js';

/** Runs in a thread of its own: one compile after another, each answered with its bundle or its error's message. */
parentPort?.on('message', ({ id, source, version, horizon }: CompileAsk) => {
  const answer = (rest: Omit<CompileAnswer, 'id'>) => parentPort?.postMessage({ id, ...rest });
  try {
    answer({ bundle: compile(source, version, horizon) });
  } catch (error) {
    answer({ error: (error as Error).message });
  }
});
