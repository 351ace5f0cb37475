import type pg from 'pg';
import { Problem } from '../domain/problem.js';
import { type Recorded, recordEvents, type Scan } from './statements/record-events.js';

/** Scans in one statement, and scans that may wait for theirs: beyond it the hub says so instead of piling up. */
const BATCH = 256;
const WAITING = 4_000;

interface Waiting {
  scan: Scan;
  resolve(recorded: Recorded): void;
  reject(error: unknown): void;
}

/**
 * Group commit of decisions (design section 5): scans that arrive while a write is in flight go into the next single
 * statement. There is no timer, so a lone scan waits for nothing.
 */
export class EventRecorder {
  #waiting: Waiting[] = [];
  #inFlight = false;

  /**
   * With `announced` every event is noted for the message broker, and `announced` hears that some were. `wrote` hears how
   * many scans each statement recorded.
   */
  constructor(
    private readonly pool: pg.Pool,
    private readonly announced?: () => void,
    private readonly wrote?: (scans: number) => void,
  ) {}

  /** Scans that wait for a statement. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** Resolves when the event is durable. Rejects with `busy` when too many wait. */
  record(scan: Scan): Promise<Recorded> {
    if (this.#waiting.length >= WAITING) {
      return Promise.reject(new Problem(503, 'busy', 'Too many scans are waiting; ask again.'));
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ scan, resolve, reject });
      if (!this.#inFlight) void this.#drain();
    });
  }

  async #drain(): Promise<void> {
    this.#inFlight = true;
    while (this.#waiting.length > 0) await this.#write(this.#waiting.splice(0, BATCH));
    this.#inFlight = false;
  }

  async #write(batch: Waiting[]): Promise<void> {
    try {
      const recorded = await recordEvents(
        this.pool,
        batch.map((waiting) => waiting.scan),
        this.announced !== undefined,
      );
      this.announced?.();
      this.wrote?.(batch.length);
      for (const [index, { resolve, reject }] of batch.entries()) {
        const one = recorded[index];
        if (one && !(one instanceof Error)) resolve(one);
        else reject(one ?? new Error('an event was not recorded'));
      }
    } catch (error) {
      // One scan that the database refuses, or a deadlock with another node, must not cost the others their answers;
      // request ids make a second try harmless.
      if (batch.length > 1 && isOneScansFault(error)) for (const one of batch) await this.#write([one]);
      else for (const { reject } of batch) reject(error);
    }
  }
}

/** SQLSTATE class 22 and 23 (data, integrity) and 40P01 (deadlock). */
function isOneScansFault(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^(22|23|40P01)/.test(code);
}
