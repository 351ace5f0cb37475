/** Timers that run when the test says so. */
export class MiniTimers {
  #last = 0;
  readonly #waiting = new Map<number, { work: () => void; at: number }>();

  constructor(private readonly now: () => number) {}

  readonly set = (work: () => void, pause: number): number => {
    this.#last += 1;
    this.#waiting.set(this.#last, { work, at: this.now() + pause });
    return this.#last;
  };

  readonly clear = (id: number): void => {
    this.#waiting.delete(id);
  };

  /** Runs what is due, soonest first. */
  run(): void {
    const due = [...this.#waiting].filter(([, { at }]) => at <= this.now());
    for (const [id, { work }] of due.sort(([, one], [, other]) => one.at - other.at)) {
      // One that ran before may have taken it away.
      if (this.#waiting.delete(id)) work();
    }
  }

  get count(): number {
    return this.#waiting.size;
  }
}
