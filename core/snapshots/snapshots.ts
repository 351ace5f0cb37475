import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import type { Logger } from 'pino';
import { type FeedMark, readFeed, readFeedMarks } from '../store/feed.js';
import type { Vault } from '../store/seal.js';
import { Compiler } from './compiler.js';
import { loadSnapshot, recompile, refreshSnapshot } from './load.js';
import type { Snapshot } from './snapshot.js';

const DAY = 86_400_000;
const FAREWELL_MS = 1_000;
type Listener = (next: Snapshot, before: Snapshot | undefined) => void;

/**
 * The snapshots of every campus on this node. It follows the feed on every ring of the bell (NOTIFY) and once a
 * second besides: the bell can be lost, the feed cannot.
 */
export class Snapshots {
  readonly #current = new Map<number, Snapshot>();
  readonly #bySlug = new Map<string, Snapshot>();
  readonly #listeners = new Set<Listener>();
  readonly #compiler = new Compiler();
  /** Feed numbers that a campus could not be brought to: each is told once. */
  readonly #stuck = new Map<number, number>();
  /** By `performance.now()`: when the feed was last read, and since when a campus waits for its newest change. */
  #followedAt = Number.NEGATIVE_INFINITY;
  readonly #behindSince = new Map<number, number>();
  #following: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #bell: pg.Client | undefined;
  #stopped = false;

  constructor(
    private readonly on: {
      pool: pg.Pool;
      vault: Vault;
      log: Logger;
      now: () => number;
      url: string;
      /** Value of a variable that a device's address names. */
      env?: (name: string) => string | undefined;
    },
  ) {}

  async start(): Promise<void> {
    const errors = await this.#readFeed();
    // With none at all it is the database or the secret that is wrong, and whoever starts the hub should hear it.
    if (errors.length > 0 && this.#current.size === 0) throw errors[0];
    await this.#listen();
    this.#timer = setInterval(() => void this.#followQuietly(), 1_000);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    if (this.#bell) await endInTime(this.#bell);
    await this.#following;
    await this.#compiler.stop();
  }

  bySlug(slug: string): Snapshot | undefined {
    return this.#bySlug.get(slug);
  }

  byNumber(campus: number): Snapshot | undefined {
    return this.#current.get(campus);
  }

  all(): Snapshot[] {
    return [...this.#current.values()].sort((a, b) => a.campus - b.campus);
  }

  /** Since the feed was last read, which is once a second; infinite before the first time. */
  secondsSinceFollowed(): number {
    return (performance.now() - this.#followedAt) / 1000;
  }

  /** How long each campus has waited for its newest change; 0 where this node has it. */
  lags(): { slug: string; seconds: number }[] {
    const now = performance.now();
    return this.all().map(({ campus, slug }) => ({
      slug,
      seconds: (now - (this.#behindSince.get(campus) ?? now)) / 1000,
    }));
  }

  /** Calls back after each swap; returns the undo. */
  onSwap(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Reads what the feed has now, before it returns. One reads at a time, so that snapshots never go backwards; whoever
   * asks meanwhile shares the one that comes next, so that a slow database has no queue to work off. Rejects when the feed
   * cannot be read; a campus that cannot be brought up to date is logged and tried again, and holds up no other.
   */
  follow(): Promise<void> {
    this.#next ??= this.#following.then(async () => {
      this.#next = undefined;
      await this.#readFeed();
    });
    this.#following = this.#next.catch(() => {});
    return this.#next;
  }

  async #followQuietly(): Promise<void> {
    if (this.#stopped) return;
    try {
      await this.follow();
    } catch (error) {
      this.on.log.warn(
        { code: (error as { code?: string }).code },
        'the feed could not be read; trying again',
      );
    }
  }

  /** Answers what went wrong with single campuses. */
  async #readFeed(): Promise<unknown[]> {
    const errors: unknown[] = [];
    const marks = await readFeedMarks(this.on.pool);
    this.#followedAt = performance.now();
    for (const mark of marks) {
      const isBehind = this.#current.get(mark.campus)?.n !== mark.n;
      if (isBehind && !this.#behindSince.has(mark.campus))
        this.#behindSince.set(mark.campus, this.#followedAt);
      try {
        await this.#bringUp(mark);
        this.#stuck.delete(mark.campus);
        this.#behindSince.delete(mark.campus);
      } catch (error) {
        errors.push(error);
        this.#tellStuck(mark, error);
      }
    }
    for (const campus of this.#current.keys()) {
      if (!marks.some((mark) => mark.campus === campus)) this.#drop(campus);
    }
    return errors;
  }

  /** Messages may hold what was read; name, code and place are enough to find the cause. */
  #tellStuck({ campus, n }: FeedMark, error: unknown): void {
    if (this.#stuck.get(campus) === n) return;
    this.#stuck.set(campus, n);
    const { name, code, stack = '' } = error as Error & { code?: string };
    const where = stack.split('\n').slice(1, 6).join('\n');
    this.on.log.error(
      { campus, name, code, where },
      'a campus could not be brought up to date; it stays as it was',
    );
  }

  async #bringUp({ campus, n }: FeedMark): Promise<void> {
    const before = this.#current.get(campus);
    const { pool: sql, vault, env } = this.on;
    const ask = { sql, vault, now: this.on.now(), compiler: this.#compiler, env };
    if (!before) {
      const first = await loadSnapshot(ask, campus);
      if (first) this.#swap(first, undefined);
    } else if (n !== before.n) {
      const rows = await readFeed(this.on.pool, campus, before.n);
      const next = rows ? await refreshSnapshot(ask, before, rows) : await loadSnapshot(ask, campus);
      if (next) this.#swap(next, before);
    } else if (ask.now - before.compiledAt > DAY) {
      this.#swap(await recompile(ask, before), before);
    }
  }

  #swap(next: Snapshot, before: Snapshot | undefined): void {
    this.#current.set(next.campus, next);
    this.#bySlug.set(next.slug, next);
    for (const listener of this.#listeners) listener(next, before);
  }

  #drop(campus: number): void {
    const gone = this.#current.get(campus);
    this.#current.delete(campus);
    if (gone) this.#bySlug.delete(gone.slug);
  }

  async #listen(): Promise<void> {
    if (this.#stopped) return;
    const bell = new pg.Client({
      connectionString: this.on.url,
      application_name: 'gatehouse bell',
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    });
    bell.on('notification', () => void this.#followQuietly());
    bell.on('error', () => {});
    bell.on('end', () => {
      if (!this.#stopped) setTimeout(() => void this.#listen().catch(() => {}), 1_000).unref();
    });
    this.#bell = bell;
    await bell.connect();
    await bell.query('listen gatehouse_feed');
  }
}

/** A line that went dead never says that it has ended; then it is cut. */
async function endInTime(bell: pg.Client): Promise<void> {
  const cut = new AbortController();
  const late = wait(FAREWELL_MS, undefined, { signal: cut.signal }).then(() =>
    bell.connection.stream.destroy(),
  );
  await Promise.race([bell.end(), late]).catch(() => {});
  cut.abort();
  await late.catch(() => {});
}
