import { Problem } from '../domain/problem.js';
import type { Context } from '../use-cases/context.js';
import { backoff, type JobHandler, type JobHandlers } from './handlers.js';
import {
  buryJobs,
  claimJobs,
  endForGood,
  finishJob,
  giveBackJob,
  type Job,
  retryJob,
  supersedeJobs,
} from './outbox.js';

const POLL_MS = 1_000;
const LEASE_MS = 60_000;
/** An attempt ends well before its lease does, so that no second worker begins while the first still runs. */
const ATTEMPT_MS = 45_000;
const AT_ONCE = 16;
/** From this attempt on a failure is logged as a warning. */
const LOUD_ATTEMPT = 3;

export interface Worker {
  /** Looks for jobs now, rather than with the next poll. */
  poke(): void;
  /** Claims what is due and runs it to its end; returns how many jobs ran. The worker does this by itself. */
  runDue(): Promise<number>;
  /** Lets running jobs end for `graceMs`; what runs longer is aborted and its lease given back. */
  stop(graceMs?: number): Promise<void>;
}

type Needs = Pick<Context, 'pool' | 'now' | 'log'> & {
  snapshots?: { onSwap(listener: () => void): () => void };
};

/**
 * Works off the outbox on this node, beside those of other nodes. The bell is the campus's feed, which rings with
 * every change that asks for a push; the poll each second finds what no bell announced, backoffs and lost leases.
 */
export function startWorker(context: Needs, handlers: JobHandlers): Worker {
  return new OutboxWorker(context, handlers);
}

class OutboxWorker implements Worker {
  readonly #running = new Map<Job, Promise<void>>();
  readonly #stopping = new AbortController();
  readonly #timer: NodeJS.Timeout;
  readonly #unhear: (() => void) | undefined;
  #looking: Promise<unknown> | undefined;
  #again = false;
  #stopped = false;

  constructor(
    private readonly on: Needs,
    private readonly handlers: JobHandlers,
  ) {
    this.#timer = setInterval(() => this.poke(), POLL_MS);
    this.#unhear = on.snapshots?.onSwap(() => this.poke());
    this.poke();
  }

  poke(): void {
    if (this.#looking) {
      this.#again = true;
      return;
    }
    this.#looking = this.#look().finally(() => {
      this.#looking = undefined;
      if (this.#again) this.poke();
      this.#again = false;
    });
  }

  async runDue(): Promise<number> {
    const jobs = await this.#claim();
    await Promise.all(jobs.map((job) => this.#begin(job)));
    return jobs.length;
  }

  async stop(graceMs = 5_000): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    this.#unhear?.();
    await this.#looking;
    const ended = Promise.allSettled(this.#running.values());
    const grace = setTimeout(() => this.#stopping.abort(), graceMs);
    await Promise.race([ended, aborted(this.#stopping.signal)]);
    clearTimeout(grace);
    // A handler that does not hear the abort is left behind; its job is free for another worker at once.
    for (const job of this.#running.keys()) await giveBackJob(this.on.pool, job).catch(() => {});
  }

  /** Claims without waiting for the ends: a slow gate must not hold up the others. */
  async #look(): Promise<void> {
    try {
      for (const job of await this.#claim()) void this.#begin(job).finally(() => this.poke());
    } catch (error) {
      this.on.log.warn({ code: codeOf(error) }, 'the outbox could not be read; trying again');
    }
  }

  async #claim(): Promise<Job[]> {
    const limit = AT_ONCE - this.#running.size;
    if (this.#stopped || limit <= 0) return [];
    const { pool } = this.on;
    const now = this.on.now();
    const kinds = Object.keys(this.handlers);
    await supersedeJobs(
      pool,
      kinds.filter((kind) => this.handlers[kind]?.latestOnly),
      now,
    );
    for (const kind of kinds) await this.#bury(kind, now);
    return claimJobs(pool, { kinds, now, leaseMs: LEASE_MS, limit });
  }

  async #bury(kind: string, now: number): Promise<void> {
    const attempts = this.handlers[kind]?.attempts ?? 1;
    for (const job of await buryJobs(this.on.pool, kind, attempts, now)) {
      this.on.log.error({ job, kind, error: 'lease_expired' }, 'a job is dead');
    }
  }

  #begin(job: Job): Promise<void> {
    const handler = this.handlers[job.kind];
    if (!handler) return Promise.resolve();
    const run = this.#run(job, handler)
      .catch((error: unknown) =>
        this.on.log.warn({ job: job.id, code: codeOf(error) }, 'the end of a job was not written'),
      )
      .finally(() => this.#running.delete(job));
    this.#running.set(job, run);
    return run;
  }

  async #run(job: Job, handler: JobHandler): Promise<void> {
    const signal = AbortSignal.any([this.#stopping.signal, AbortSignal.timeout(ATTEMPT_MS)]);
    try {
      await handler.run(job, signal);
    } catch (error) {
      return this.#stopping.signal.aborted
        ? giveBackJob(this.on.pool, job)
        : this.#failed(job, handler, codeOf(error));
    }
    await finishJob(this.on.pool, job, this.on.now());
  }

  async #failed(job: Job, handler: JobHandler, error: string): Promise<void> {
    const { log, pool } = this.on;
    const now = this.on.now();
    const told = { job: job.id, kind: job.kind, attempt: job.attempt, error };
    if (job.attempt < handler.attempts) {
      // A device that is not there yet, or just away, is no news; one that stays away is.
      log[job.attempt < LOUD_ATTEMPT ? 'info' : 'warn'](told, 'a job failed; it is tried again');
      return retryJob(pool, job, error, now + backoff(job.attempt));
    }
    log.error(told, 'a job is dead');
    return endForGood(pool, job, error, now);
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** A stable code where the error has one; never its message, which may hold what was sent. */
function codeOf(error: unknown): string {
  if (error instanceof Problem) return error.code;
  const { code, name } = error as { code?: unknown; name?: unknown };
  return typeof code === 'string' ? code : typeof name === 'string' ? name : 'failed';
}
