import { AsyncLocalStorage } from 'node:async_hooks';
import { type DestinationStream, type Logger, pino } from 'pino';

type Fields = Readonly<Record<string, string | number>>;

const current = new AsyncLocalStorage<Fields>();

/** Every line that is logged by `work`, however far down, carries these fields: a request's id, a job's id and kind. */
export function withLogFields<T>(fields: Fields, work: () => T): T {
  return current.run(fields, work);
}

/** The hub's log: a line of JSON each, on standard output where no destination is given. */
export function createLog(level: string, destination?: DestinationStream): Logger {
  // A copy: pino writes the line's own fields into what it is given.
  return pino({ level, mixin: () => ({ ...current.getStore() }) }, destination);
}
