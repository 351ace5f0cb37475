import { advance, begin, wakeAt } from './advance.js';
import type { CodeAnswer, Failure, Happening, Renewal, ShownCode } from './renewal.js';

/** The world that the renewal lives in: a browser's, or a test's. */
export interface World {
  /** A steady clock in milliseconds. */
  now(): number;
  /** Calls once after `ms`; the returned function takes it back. */
  after(ms: number, call: () => void): () => void;
  ask(signal: AbortSignal): Promise<{ answer: CodeAnswer } | { failure: Failure }>;
  show(state: Renewal): void;
}

/** Runs the renewal in `world`: sends its requests, one at a time, sets its timer, and shows each state. */
export class KeepRenewing {
  private state: Renewal;
  private undoTimer: () => void = () => undefined;
  private asking: AbortController | null = null;

  constructor(
    private readonly world: World,
    first: ShownCode | null,
    visible: boolean,
  ) {
    this.state = visible ? begin(first, world.now()) : { kind: 'paused', asks: 0 };
  }

  start(): void {
    this.follow();
  }

  tell(happening: Happening): void {
    const before = this.state;
    this.state = advance(before, happening, this.world.now());
    // A timer may ring a hair early, for a clock has fractions and a timer has none: nothing has changed, and the next one is due.
    if (this.state !== before || happening.kind === 'tick') this.follow();
  }

  private follow(): void {
    this.undoTimer();
    const wake = wakeAt(this.state);
    if (wake !== null)
      this.undoTimer = this.world.after(Math.max(0, Math.ceil(wake - this.world.now())), () =>
        this.tell({ kind: 'tick' }),
      );
    this.askIfWanted();
    this.world.show(this.state);
  }

  private askIfWanted(): void {
    const { kind, asks } = this.state;
    if (kind !== 'asking') {
      this.asking?.abort();
      this.asking = null;
    } else if (this.asking === null || this.asked !== asks) {
      this.asking?.abort();
      this.asking = new AbortController();
      this.asked = asks;
      void this.ask(asks, this.asking.signal);
    }
  }
  private asked = 0;

  private async ask(asks: number, signal: AbortSignal): Promise<void> {
    const got = await this.world
      .ask(signal)
      .catch((): { failure: Failure } => ({ failure: { trouble: 'unreachable' } }));
    this.tell(
      'answer' in got
        ? { kind: 'answered', asks, answer: got.answer }
        : { kind: 'failed', asks, failure: got.failure },
    );
  }
}
