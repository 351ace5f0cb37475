import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';
import type { Logger } from 'pino';
import { inTransaction } from '../store/database.js';
import { type Backlog, readBacklog, removeEventsOut, takeEventsOut } from '../store/events-out.js';
import type { Publish } from './broker-publisher.js';
import { decisionMessage } from './decision-message.js';

const BATCH = 500;
/** In the rush hour one transaction tells of what came meanwhile: told one by one, each would cost a commit of its own. */
const GATHER_MS = 100;
/** Finds what another node left behind, and tries a broker that was away. */
const LOOK_MS = 1_000;
const WATCH_MS = 60_000;
/** A backlog older than this is told in the log, in seconds. */
const OLD_SECONDS = 60;

/**
 * Tells the message broker of every decision, at least once: a note leaves the database only after the broker has
 * confirmed its message, and a node that dies in between leaves its notes to the others. Decisions wait for none of it.
 */
export class Announcer {
  readonly #timers: NodeJS.Timeout[] = [];
  #working: Promise<void> | undefined;
  #again = false;
  #stopped = false;
  #wasOld = false;

  constructor(
    private readonly on: { pool: pg.Pool; log: Pick<Logger, 'info' | 'warn' | 'debug'>; publish: Publish },
  ) {}

  start(): void {
    this.#timers.push(setInterval(() => this.poke(), LOOK_MS));
    this.#timers.push(setInterval(() => void this.#watch(), WATCH_MS));
    this.poke();
  }

  /** There is something to tell. Calls while it is being told come to one more look. */
  poke(): void {
    if (this.#stopped) return;
    this.#again = true;
    this.#working ??= this.#work().finally(() => {
      this.#working = undefined;
    });
  }

  /** Tells one batch; answers how many notes are settled. Rejects when the broker did not confirm. */
  async announceBatch(): Promise<number> {
    return inTransaction(this.on.pool, async (sql) => {
      const { events, gone } = await takeEventsOut(sql, BATCH);
      if (events.length > 0) await this.on.publish(events.map(decisionMessage));
      const settled = [...events.map(({ id }) => id), ...gone];
      if (settled.length > 0) await removeEventsOut(sql, settled);
      return settled.length;
    });
  }

  /** How much waits, and for how long. */
  backlog(): Promise<Backlog> {
    return readBacklog(this.on.pool);
  }

  /** Lets the batch that is under way end. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const timer of this.#timers) clearInterval(timer);
    await this.#working;
  }

  async #work(): Promise<void> {
    try {
      while (this.#again && !this.#stopped) {
        this.#again = false;
        while (!this.#stopped && (await this.announceBatch()) === BATCH);
        await wait(GATHER_MS);
      }
    } catch (error) {
      // The link tells when the broker goes and comes; the age of what waits is told below.
      this.on.log.debug({ error: (error as Error).message }, 'decisions were not announced; tried again');
    }
  }

  async #watch(): Promise<void> {
    try {
      const backlog = await this.backlog();
      const isOld = backlog.oldestSeconds > OLD_SECONDS;
      if (isOld) this.on.log.warn(backlog, 'decisions wait for the message broker');
      else if (this.#wasOld) this.on.log.info(backlog, 'the message broker has heard of all decisions');
      this.#wasOld = isOld;
    } catch {
      // The database is away: others say so.
    }
  }
}
