import type { Job } from './outbox.js';

/** What runs one kind of job. It may run twice (a worker died after the effect), so its effect must bear that. */
export interface JobHandler {
  /** Attempts before the job is dead. A `Problem` whose `extra.permanent` is true ends it at once. */
  attempts: number;
  /** Only the newest of several open jobs that ask the same is run. */
  latestOnly: boolean;
  /** Most runs of this kind at once on a node; absent: as many as the worker runs in all. */
  atOnce?: number;
  /** Milliseconds that one attempt may take, below an hour; absent: 45 s. */
  attemptMs?: number;
  /**
   * `signal` aborts when the attempt's time is up, the worker stops or the job was lost to another worker. A throw is a
   * failed attempt.
   */
  run(job: Job, signal: AbortSignal): Promise<void>;
}

/** By the kind that `change(...).job(kind, payload)` names. */
export type JobHandlers = Readonly<Record<string, JobHandler>>;

const FIRST_MS = 2_000;
const LONGEST_MS = 10 * 60_000;

/** Milliseconds from a failed attempt (counted from 1) to the next: 2 s, 4 s, 8 s ... 10 min. */
export function backoff(attempt: number): number {
  return Math.min(FIRST_MS * 2 ** (attempt - 1), LONGEST_MS);
}
