import type { ShownCode } from './renewal.js';

/** The bar and the seconds below a code, until its step ends. */
export class Countdown {
  private motion: Animation | null = null;
  private timer: ReturnType<typeof setInterval> | null = null;

  constructor(
    private readonly bar: HTMLElement,
    private readonly seconds: HTMLElement,
    private readonly words: string,
  ) {}

  run(code: ShownCode): void {
    this.stop();
    const left = Math.max(0, code.until - performance.now());
    const share = Math.min(1, left / (code.until - code.issued));
    // The bar shrinks also where motion is reduced, since it is what tells the time; only less smoothly.
    const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.motion = this.bar.animate([{ transform: `scaleX(${share})` }, { transform: 'scaleX(0)' }], {
      duration: left,
      easing: still ? 'steps(6)' : 'linear',
      fill: 'forwards',
    });
    const tell = () => this.tell(code.until - performance.now());
    tell();
    this.timer = setInterval(tell, 250);
  }

  stop(): void {
    this.motion?.cancel();
    if (this.timer !== null) clearInterval(this.timer);
    this.motion = null;
    this.timer = null;
    this.seconds.textContent = '';
  }

  private tell(left: number): void {
    const text = this.words.replace('{seconds}', String(Math.max(0, Math.ceil(left / 1000))));
    if (this.seconds.textContent !== text) this.seconds.textContent = text;
  }
}
