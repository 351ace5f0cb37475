import pg from 'pg';
import type { Logger } from 'pino';
import { type FeedMark, readFeed, readFeedMarks } from '../store/feed.js';
import type { Vault } from '../store/seal.js';
import { loadSnapshot, recompile, refreshSnapshot } from './load.js';
import type { Snapshot } from './snapshot.js';

const DAY = 86_400_000;
type Listener = (next: Snapshot, before: Snapshot | undefined) => void;

/**
 * The snapshots of every campus on this node. It follows the feed on every ring of the bell (NOTIFY) and once a
 * second besides: the bell can be lost, the feed cannot.
 */
export class Snapshots {
  readonly #current = new Map<number, Snapshot>();
  readonly #bySlug = new Map<string, Snapshot>();
  readonly #listeners = new Set<Listener>();
  #following: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #bell: pg.Client | undefined;
  #stopped = false;

  constructor(
    private readonly on: { pool: pg.Pool; vault: Vault; log: Logger; now: () => number; url: string },
  ) {}

  async start(): Promise<void> {
    await this.follow();
    await this.#listen();
    this.#timer = setInterval(() => void this.#followQuietly(), 1_000);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    await this.#bell?.end().catch(() => {});
    await this.#following.catch(() => {});
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

  /** Calls back after each swap; returns the undo. */
  onSwap(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Reads what the feed has now, before it returns. Calls queue up, so that snapshots never go backwards. */
  follow(): Promise<void> {
    const run = this.#following.catch(() => {}).then(() => this.#readFeed());
    this.#following = run;
    return run;
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

  async #readFeed(): Promise<void> {
    const marks = await readFeedMarks(this.on.pool);
    for (const mark of marks) await this.#bringUp(mark);
    for (const campus of this.#current.keys()) {
      if (!marks.some((mark) => mark.campus === campus)) this.#drop(campus);
    }
  }

  async #bringUp({ campus, n }: FeedMark): Promise<void> {
    const before = this.#current.get(campus);
    const ask = { sql: this.on.pool, vault: this.on.vault, now: this.on.now() };
    if (!before) {
      const first = await loadSnapshot(ask, campus);
      if (first) this.#swap(first, undefined);
    } else if (n !== before.n) {
      const rows = await readFeed(this.on.pool, campus, before.n);
      const next = rows ? await refreshSnapshot(ask, before, rows) : await loadSnapshot(ask, campus);
      if (next) this.#swap(next, before);
    } else if (ask.now - before.compiledAt > DAY) {
      this.#swap(recompile(before, ask.now), before);
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
    const bell = new pg.Client({ connectionString: this.on.url, application_name: 'gatehouse bell' });
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
