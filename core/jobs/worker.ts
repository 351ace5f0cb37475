import { withLogFields } from '../metrics/log-fields.js';
import type { Context } from '../use-cases/context.js';
import { type Bell, type BellAt, hangBell, type Rung } from './bell.js';
import type { JobHandler, JobHandlers } from './handlers.js';
import { buryJobs, claimJobs, claimRung, giveBackJob, type Job, supersedeJobs } from './outbox.js';
import { codeOf, LEASE_MS, runJob } from './run-job.js';

const SWEEP_MS = 1_000;
const AT_ONCE = 16;

export interface Worker {
  /** Whether jobs wait for the sweep because nothing carries their bell. */
  readonly isBellAway: boolean;
  /** Looks for jobs now, rather than with the next sweep. */
  poke(): void;
  /** Claims what is due and runs it to its end; returns how many jobs ran. The worker does this by itself. */
  runDue(): Promise<number>;
  /** Lets running jobs end for `graceMs`; what runs longer is aborted and its lease given back. */
  stop(graceMs?: number): Promise<void>;
}

type Needs = Pick<Context, 'pool' | 'now' | 'log'>;

/**
 * Works off the outbox on this node, beside those of other nodes. A new job is announced by the bell, if there is one;
 * a sweep each second takes what no bell announced: backoffs, leases of the dead, bells that were lost.
 */
export function startWorker(context: Needs, handlers: JobHandlers, bell?: BellAt): Worker {
  return new OutboxWorker(context, handlers, bell);
}

class OutboxWorker implements Worker {
  readonly #running = new Map<Job, Promise<void>>();
  /** Bells whose rows are being claimed. */
  readonly #arriving = new Set<{ kind: string }>();
  readonly #stopping = new AbortController();
  readonly #timer: NodeJS.Timeout;
  readonly #bell: Bell | undefined;
  #looking: Promise<unknown> | undefined;
  #sweeping: Promise<unknown> | undefined;
  #again = false;
  /** Something was left lying because there was no room. */
  #more = false;
  #stopped = false;

  constructor(
    private readonly on: Needs,
    private readonly handlers: JobHandlers,
    bell: BellAt | undefined,
  ) {
    this.#timer = setInterval(() => this.poke(), SWEEP_MS);
    const answer = { atOnce: AT_ONCE, take: (rung: Rung) => this.#take(rung), look: () => this.poke() };
    this.#bell = bell && hangBell(bell, on.log, answer);
    this.poke();
  }

  get isBellAway(): boolean {
    return this.#bell?.isAway ?? false;
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
    const runs = await this.#sweep();
    await Promise.all(runs.map(({ ended }) => ended));
    return runs.length;
  }

  async stop(graceMs = 5_000): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    this.#bell?.pause();
    await this.#looking;
    await this.#letEnd(graceMs);
    // A handler that does not hear the abort is left behind; its job is free for another worker at once.
    for (const job of this.#running.keys()) await giveBackJob(this.on.pool, job).catch(() => {});
    await this.#bell?.close({ unfinished: this.#running.size > 0 });
  }

  async #letEnd(graceMs: number): Promise<void> {
    const ended = Promise.allSettled(this.#running.values());
    const grace = setTimeout(() => this.#stopping.abort(), graceMs);
    await Promise.race([ended, aborted(this.#stopping.signal)]);
    clearTimeout(grace);
  }

  /** Claims without waiting for the ends: a slow gate must not hold up the others. */
  async #look(): Promise<void> {
    try {
      await this.#sweep();
    } catch (error) {
      this.on.log.warn({ code: codeOf(error) }, 'the outbox could not be read; trying again');
    }
  }

  /** One at a time: how much room there is must not change while the claim is under way. */
  async #sweep(): Promise<{ ended: Promise<void> }[]> {
    while (this.#sweeping) await this.#sweeping;
    const sweep = this.#claimDue();
    this.#sweeping = sweep
      .catch(() => {})
      .finally(() => {
        this.#sweeping = undefined;
      });
    return sweep;
  }

  async #claimDue(): Promise<{ ended: Promise<void> }[]> {
    const kinds = Object.keys(this.handlers).filter((kind) => this.#room(kind) > 0);
    if (this.#stopped || kinds.length === 0) return [];
    const { pool } = this.on;
    const now = this.on.now();
    const rooms = kinds.map((kind) => this.#room(kind));
    const limit = this.#freeSeats();
    this.#more = false;
    await this.#bury(now);
    await supersedeJobs(
      pool,
      kinds.filter((kind) => this.handlers[kind]?.latestOnly),
      now,
    );
    const jobs = await claimJobs(pool, { kinds, rooms, now, leaseMs: LEASE_MS, limit });
    const full = (kind: string, at: number) => jobs.filter((job) => job.kind === kind).length === rooms[at];
    this.#more ||= jobs.length === limit || kinds.some(full);
    return jobs.map((job) => ({ ended: this.#begin(job) }));
  }

  async #bury(now: number): Promise<void> {
    const most = Object.entries(this.handlers).map(([kind, { attempts }]) => ({ kind, attempts }));
    for (const { id, kind } of await buryJobs(this.on.pool, most, now)) {
      this.on.log.error({ job: id, kind, error: 'lease_expired' }, 'a job is dead');
    }
  }

  /** Runs the row that a bell names, unless another has it. Without room it is left: the end of a run looks for it. */
  async #take({ id, kind, attempt }: Rung): Promise<void> {
    while (this.#sweeping) await this.#sweeping;
    const handler = this.handlers[kind];
    if (this.#stopped || !handler) return;
    if (this.#room(kind) < 1) {
      this.#more = true;
      return;
    }
    await this.#runRung({ id, kind, attempt }, handler);
  }

  async #runRung(rung: Rung, { latestOnly }: JobHandler): Promise<void> {
    const { pool, now, log } = this.on;
    const arriving = { kind: rung.kind };
    this.#arriving.add(arriving);
    try {
      const job = await claimRung(pool, { ...rung, latestOnly, now: now(), leaseMs: LEASE_MS });
      // Not awaited here: from now on it is the run that holds the seat.
      if (job) return this.#begin(job);
    } catch (error) {
      log.warn({ code: codeOf(error) }, 'the outbox could not be read; the sweep tries again');
    } finally {
      this.#arriving.delete(arriving);
    }
  }

  #freeSeats(): number {
    return AT_ONCE - this.#running.size - this.#arriving.size;
  }

  #room(kind: string): number {
    const taken = [...this.#running.keys(), ...this.#arriving].filter((one) => one.kind === kind).length;
    return Math.min(this.#freeSeats(), (this.handlers[kind]?.atOnce ?? AT_ONCE) - taken);
  }

  #begin(job: Job): Promise<void> {
    const handler = this.handlers[job.kind];
    if (!handler) return Promise.resolve();
    const fields = { job: job.id, kind: job.kind };
    const run = withLogFields(fields, () => runJob(this.on, job, handler, this.#stopping.signal))
      .catch((error: unknown) =>
        this.on.log.warn({ job: job.id, code: codeOf(error) }, 'the end of a job was not written'),
      )
      .finally(() => {
        this.#running.delete(job);
        if (this.#more && !this.#stopped) this.poke();
      });
    this.#running.set(job, run);
    return run;
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
