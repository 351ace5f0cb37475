/** A clock that a story moves by hand; between the moves it runs with the machine's. */
export class StoryClock {
  #shift = 0;

  /** Epoch milliseconds. */
  readonly now = (): number => Date.now() + this.#shift;

  advance(seconds: number): void {
    this.#shift += seconds * 1000;
  }
}
