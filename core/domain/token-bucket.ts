/** Lets `perSecond` through on the average and as many at once after a pause. Time is the caller's, in epoch ms. */
export class TokenBucket {
  #tokens: number;
  #at: number | undefined;

  constructor(
    private readonly burst: number,
    private readonly perSecond: number,
  ) {
    this.#tokens = burst;
  }

  take(now: number): boolean {
    // A clock that is set back must not take away what was there.
    const passed = Math.max(0, now - (this.#at ?? now)) / 1000;
    this.#tokens = Math.min(this.burst, this.#tokens + passed * this.perSecond);
    this.#at = now;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
