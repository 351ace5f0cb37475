import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { Logger } from 'pino';
import { type Carrier, hangCarrier } from './carrier.js';
import { codeOf } from './run-job.js';

/** Where bells are carried: by the database itself, or by Redis. */
export interface BellAt {
  databaseUrl: string;
  redisUrl?: string | undefined;
}

/** What a bell says: this row waits for this attempt. */
export interface Rung {
  id: number;
  kind: string;
  attempt: number;
}

interface Answer {
  /** Bells that are answered at once on this node. */
  atOnce: number;
  /** Resolves when what the bell asked for has ended here, or is none of ours. */
  take(rung: Rung): Promise<void>;
  /** Jobs were asked for, and nobody carries their bells. */
  look(): void;
}

export interface Bell {
  /** Nothing carries it now: jobs wait for the sweep. */
  readonly isAway: boolean;
  /** This node takes no further bells. */
  pause(): void;
  /** Within a few seconds, also when the carrier is away. `unfinished`: a bell is still being answered; do not wait. */
  close(how: { unfinished: boolean }): Promise<void>;
}

const AGAIN_MS = 1_000;
const CLOSE_MS = 2_000;
/**
 * Hears each commit that asks for jobs and hands their bells to BullMQ, which rings each on one node of many. It comes
 * up by itself and comes back by itself; without it jobs wait for the worker's sweep.
 */
export function hangBell(at: BellAt, log: Logger, answer: Answer): Bell {
  return new JobBell(at, log, answer);
}

class JobBell implements Bell {
  readonly #closing = new AbortController();
  readonly #up: Promise<unknown>;
  #ear: pg.Client | undefined;
  #carrier: Carrier | undefined;
  #away = false;

  constructor(
    private readonly at: BellAt,
    private readonly log: Logger,
    private readonly answer: Answer,
  ) {
    this.#up = Promise.all([this.#keepTrying(() => this.#listen()), this.#keepTrying(() => this.#hang())]);
  }

  get isAway(): boolean {
    return this.#away;
  }

  pause(): void {
    this.#carrier?.pause();
  }

  async close({ unfinished }: { unfinished: boolean }): Promise<void> {
    this.#closing.abort();
    await within(CLOSE_MS, this.#end(unfinished));
  }

  async #end(unfinished: boolean): Promise<void> {
    void this.#ear?.end().catch(() => {});
    await this.#carrier?.close(unfinished || this.#away);
    await this.#up;
  }

  async #keepTrying(work: () => Promise<void>): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      try {
        return await work();
      } catch (error) {
        if (signal.aborted) return;
        this.#tell(error);
        await pause(AGAIN_MS, undefined, { signal }).catch(() => {});
      }
    }
  }

  async #listen(): Promise<void> {
    const ear = new pg.Client({
      connectionString: this.at.databaseUrl,
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
      query_timeout: 20_000,
    });
    ear.on('error', () => {});
    await ear.connect();
    ear.on('notification', ({ payload = '' }) => void this.#heard(payload));
    ear.once('end', () => void this.#keepTrying(() => this.#listen()));
    this.#ear = ear;
    await ear.query('listen gatehouse_jobs');
    // Who listens again has the database back, and with it whatever else it carries.
    if (!this.at.redisUrl) this.#well();
    if (this.#closing.signal.aborted) await ear.end();
  }

  async #hang(): Promise<void> {
    const { atOnce, take } = this.answer;
    const carrier = await hangCarrier(this.at, { atOnce, take, failed: (error) => this.#tell(error) });
    this.#carrier = carrier;
    if (this.#closing.signal.aborted) await carrier.close(true);
  }

  async #heard(payload: string): Promise<void> {
    const bells = payload.split(',').map((one) => {
      const [id = '', kind = ''] = one.split(' ');
      return { id: Number(id), kind, attempt: 1 };
    });
    try {
      if (!this.#carrier) return this.answer.look();
      await this.#carrier.ring(bells);
      this.#well();
    } catch (error) {
      this.#tell(error);
      this.answer.look();
    }
  }

  #well(): void {
    if (this.#away) this.log.info('the bell of jobs is carried again');
    this.#away = false;
  }

  /** Once for each time that it goes away: a carrier says it with every attempt to come back. */
  #tell(error: unknown): void {
    if (this.#away || this.#closing.signal.aborted) return;
    this.#away = true;
    this.log.warn({ code: codeOf(error) }, 'nothing carries the bell of jobs; the outbox is swept');
  }
}

/** Waits for the work, but no longer; what it still does by itself then holds nothing up. */
async function within(ms: number, work: Promise<unknown>): Promise<void> {
  const late = new AbortController();
  await Promise.race([work.catch(() => {}), pause(ms, undefined, { signal: late.signal }).catch(() => {})]);
  late.abort();
}
