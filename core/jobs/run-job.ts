import { Problem } from '../domain/problem.js';
import type { Context } from '../use-cases/context.js';
import { backoff, type JobHandler } from './handlers.js';
import { endForGood, finishJob, giveBackJob, type Job, renewLease, retryJob } from './outbox.js';

/** Whoever died with a job loses it after this long. */
export const LEASE_MS = 30_000;
const RENEW_MS = 10_000;
/** A handler that never ends is left to another worker after it. */
const LONGEST_MS = 3_600_000;
const ATTEMPT_MS = 45_000;
/** From this attempt on a failure is logged as a warning. */
const LOUD_ATTEMPT = 3;

export type RunNeeds = Pick<Context, 'pool' | 'now' | 'log'>;

/**
 * Runs a claimed job and writes how it ended: done, to be tried again, dead, or given back when `stopping` cut it short.
 * Its lease is renewed meanwhile, so nobody else runs what is still running here.
 */
export async function runJob(
  on: RunNeeds,
  job: Job,
  handler: JobHandler,
  stopping: AbortSignal,
): Promise<void> {
  const lease = keepLease(on, job, stopping);
  const signal = AbortSignal.any([
    stopping,
    lease.lost,
    AbortSignal.timeout(handler.attemptMs ?? ATTEMPT_MS),
  ]);
  try {
    await handler.run(job, signal);
  } catch (error) {
    return stopping.aborted ? giveBackJob(on.pool, job) : failed(on, job, handler, error);
  } finally {
    lease.end();
  }
  await finishJob(on.pool, job, on.now());
}

function keepLease(on: RunNeeds, job: Job, stopping: AbortSignal): { lost: AbortSignal; end(): void } {
  const lost = new AbortController();
  const renew = async () => {
    // Given back: it is somebody else's, under the same attempt.
    if (stopping.aborted) clearInterval(timer);
    else if (!(await renewLease(on.pool, job, on.now() + LEASE_MS))) lost.abort();
  };
  // A database that is away for a moment shows with the next renewal.
  const timer = setInterval(() => void renew().catch(() => {}), RENEW_MS).unref();
  const longest = setTimeout(() => clearInterval(timer), LONGEST_MS).unref();
  return {
    lost: lost.signal,
    end() {
      clearInterval(timer);
      clearTimeout(longest);
    },
  };
}

async function failed(on: RunNeeds, job: Job, handler: JobHandler, error: unknown): Promise<void> {
  const now = on.now();
  const code = codeOf(error);
  const told = { job: job.id, kind: job.kind, attempt: job.attempt, error: code };
  if (job.attempt < handler.attempts && !isPermanent(error)) {
    // A device that is not there yet, or just away, is no news; one that stays away is.
    on.log[job.attempt < LOUD_ATTEMPT ? 'info' : 'warn'](told, 'a job failed; it is tried again');
    return retryJob(on.pool, job, code, now + backoff(job.attempt));
  }
  on.log.error(told, 'a job is dead');
  return endForGood(on.pool, job, code, now);
}

function isPermanent(error: unknown): boolean {
  return error instanceof Problem && error.extra['permanent'] === true;
}

/** A stable code where the error has one; never its message, which may hold what was sent. */
export function codeOf(error: unknown): string {
  if (error instanceof Problem) return error.code;
  const { code, name } = Object(error) as { code?: unknown; name?: unknown };
  return typeof code === 'string' ? code : typeof name === 'string' ? name : 'failed';
}
