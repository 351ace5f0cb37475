import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** Processor time of a process, all its threads, in microseconds since it started. */
export interface Spent {
  user: number;
  system: number;
}

/** A script in a process of its own that says one thing when it is ready and then answers each message with one. */
export interface Child<Ready> {
  ready: Ready;
  ask<Answer>(question: unknown): Promise<Answer>;
  stop(): Promise<void>;
}

export async function startChild<Ready>(script: string, first?: unknown): Promise<Child<Ready>> {
  const child = fork(new URL(script, import.meta.url), { serialization: 'advanced' });
  const ask = async <Answer>(question: unknown): Promise<Answer> => {
    const answer = nextMessage<Answer>(child, script);
    child.send(question as object);
    return answer;
  };
  const ready = await (first === undefined ? nextMessage<Ready>(child, script) : ask<Ready>(first));
  return {
    ready,
    ask,
    async stop() {
      const gone = once(child, 'exit');
      child.disconnect();
      await gone;
    },
  };
}

function nextMessage<T>(child: ChildProcess, script: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`${script} ended with ${code}`));
    child.once('exit', ended);
    child.once('message', (message) => {
      child.off('exit', ended);
      resolve(message as T);
    });
  });
}
