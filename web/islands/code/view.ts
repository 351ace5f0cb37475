import { Countdown } from './countdown.js';
import { clearSymbol, drawSymbol } from './draw.js';
import type { CodeParts } from './parts.js';
import type { Renewal, ShownCode } from './renewal.js';
import { ScreenAwake } from './wake-lock.js';

type Said = 'ready' | 'loading' | 'paused' | 'unreachable' | 'busy';

/** Puts a state of the renewal on the page. */
export class CodeView {
  private readonly countdown: Countdown;
  private readonly awake = new ScreenAwake();
  private drawn: ShownCode | null = null;
  /** CSS pixels that the drawn symbol was given. */
  private given = 0;

  constructor(private readonly parts: CodeParts) {
    this.countdown = new Countdown(parts.bar, parts.seconds, parts.words('countdown'));
  }

  show(state: Renewal): void {
    if (state.kind === 'over') window.location.reload();
    const code = 'code' in state ? state.code : null;
    this.place(code);
    this.say(saidOf(state, code));
    this.awake.set(code !== null);
  }

  /** Draws again for the room there is now: a turned phone, another zoom. */
  resized(): void {
    if (this.drawn && this.room() !== this.given) this.draw(this.drawn);
  }

  private place(code: ShownCode | null): void {
    const { canvas, root } = this.parts;
    if (code === this.drawn) return;
    this.drawn = code;
    root.classList.toggle('has-code', code !== null);
    if (code === null) {
      clearSymbol(canvas);
      this.countdown.stop();
    } else {
      this.draw(code);
      this.countdown.run(code);
    }
  }

  private draw(code: ShownCode): void {
    this.given = this.room();
    drawSymbol(this.parts.canvas, code.text, this.given);
  }

  private say(said: Said): void {
    const { root, status } = this.parts;
    root.setAttribute('data-state', said);
    const text = this.parts.words(said);
    // A live region is only touched when it has something new to say, or it would be read out every half minute.
    if (status.textContent !== text) status.textContent = text;
  }

  private room(): number {
    const holder = this.parts.canvas.parentElement ?? this.parts.frame;
    return Math.min(holder.clientWidth, holder.clientHeight);
  }
}

function saidOf(state: Renewal, code: ShownCode | null): Said {
  if (state.kind === 'paused') return 'paused';
  if (state.kind === 'waiting' || (state.kind === 'asking' && state.trouble)) return state.trouble ?? 'busy';
  return code ? 'ready' : 'loading';
}
