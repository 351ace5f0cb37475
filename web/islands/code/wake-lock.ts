/** Keeps the screen from going dark while a code is shown, where the browser can; says nothing where it cannot. */
export class ScreenAwake {
  private lock: WakeLockSentinel | null = null;
  private wanted = false;

  set(wanted: boolean): void {
    if (wanted === this.wanted) return;
    this.wanted = wanted;
    if (wanted) void this.take();
    else void this.giveBack();
  }

  private async take(): Promise<void> {
    try {
      const lock = await navigator.wakeLock.request('screen');
      if (!this.wanted) return await lock.release();
      this.lock = lock;
    } catch {
      // Old browsers have no wake lock, and a low battery refuses it: the screen then dims as it always does.
      this.wanted = false;
    }
  }

  private async giveBack(): Promise<void> {
    const { lock } = this;
    this.lock = null;
    await lock?.release().catch(() => undefined);
  }
}
