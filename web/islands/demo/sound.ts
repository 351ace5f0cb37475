const KEPT = 'gatehouse-demo-sound';
/** Hertz and seconds of each tone: two up for yes, two down for no, a low one for no answer. */
const TONES: Record<'green' | 'red' | 'amber', [number, number][]> = {
  green: [
    [880, 0.09],
    [1320, 0.16],
  ],
  red: [
    [330, 0.14],
    [220, 0.26],
  ],
  amber: [[180, 0.35]],
};

/** Beeps, once somebody has touched the page; the choice is kept. */
export class Sound {
  private context: AudioContext | null = null;
  private on = localStorage.getItem(KEPT) !== 'off';

  constructor(
    private readonly button: HTMLButtonElement,
    private readonly words: { soundOn: string; soundOff: string },
  ) {
    button.addEventListener('click', () => {
      this.on = !this.on;
      localStorage.setItem(KEPT, this.on ? 'on' : 'off');
      this.show();
    });
    this.show();
  }

  /** To be called in a click: browsers let a page sound only then. */
  wake(): void {
    if (this.on && typeof AudioContext !== 'undefined') this.context ??= new AudioContext();
  }

  play(light: keyof typeof TONES): void {
    const { context } = this;
    if (!this.on || context === null) return;
    let at = context.currentTime;
    for (const [frequency, seconds] of TONES[light]) {
      const tone = context.createOscillator();
      const volume = context.createGain();
      tone.frequency.value = frequency;
      volume.gain.setValueAtTime(0.12, at);
      volume.gain.exponentialRampToValueAtTime(0.001, at + seconds);
      tone.connect(volume).connect(context.destination);
      tone.start(at);
      tone.stop(at + seconds);
      at += seconds;
    }
  }

  private show(): void {
    this.button.setAttribute('aria-pressed', String(this.on));
    this.button.textContent = this.on ? this.words.soundOn : this.words.soundOff;
  }
}
