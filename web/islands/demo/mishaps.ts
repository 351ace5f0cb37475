import type { Answer } from './device.js';
import { filled, part, pause, type Stage, tell, until } from './parts.js';
import type { Owner, Phone } from './phone.js';
import { drawPicture, type Picture } from './picture.js';
import { button, type Reader } from './reader.js';

/** A device that asks again within three seconds gets the same answer. */
const SAME_ANSWER_SECONDS = 4;
const STATE_MS = 20_000;
/** Long enough for what has to happen before the code is held up. */
const FRESH_SECONDS = 20;

/** A step could not be taken; its message is for the reader of the page. */
class Told extends Error {}

/** The plain mishaps. Each says what it does, does it as a person or a device would, and says what came of it. */
export class Mishaps {
  private running: AbortController | null = null;
  private kept: Picture | null = null;
  private readonly told: HTMLElement;
  private readonly ways: HTMLElement;

  constructor(
    private readonly stage: Stage,
    private readonly phone: Phone,
    private readonly reader: Reader,
  ) {
    this.told = part(stage.root, 'told', HTMLElement);
    this.ways = part(stage.root, 'ways', HTMLElement);
    const stories: Record<string, (signal: AbortSignal) => Promise<void>> = {
      twice: (signal) => this.twice(signal),
      wait: (signal) => this.waitItOut(signal),
      screenshot: (signal) => this.screenshot(signal),
      lost: (signal) => this.lost(signal),
      left: (signal) => this.left(signal),
      early: (signal) => this.early(signal),
      cut: (signal) => this.cut(signal),
    };
    for (const one of stage.root.querySelectorAll<HTMLButtonElement>('[data-mishap]')) {
      const story = stories[one.dataset['mishap'] ?? ''];
      if (story) one.addEventListener('click', () => void this.run(story));
    }
    part(stage.root, 'holdOther', HTMLButtonElement).addEventListener('click', () => {
      const { kept } = this;
      if (kept) void this.run(() => this.holdPicture(kept));
    });
    reader.plug = () => void this.run((signal) => this.plug(signal));
  }

  /** One at a time; a new one ends the one before. What happens is looked at, wherever it was begun. */
  async run(story: (signal: AbortSignal) => Promise<void>): Promise<void> {
    this.running?.abort(new Told(''));
    const running = new AbortController();
    this.running = running;
    this.ways.replaceChildren();
    part(this.stage.root, 'other', HTMLElement).hidden = true;
    this.told.hidden = false;
    const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    const unit = part(this.stage.root, 'unit', HTMLElement);
    unit.scrollIntoView({ block: 'center', behavior: still ? 'auto' : 'smooth' });
    this.stage.root.classList.add('demo-busy');
    try {
      await story(running.signal);
    } catch (error) {
      if (!running.signal.aborted) this.say(this.sentenceOf(error));
    } finally {
      if (this.running === running) this.stage.root.classList.remove('demo-busy');
    }
  }

  private async twice(signal: AbortSignal): Promise<void> {
    const picture = await this.codeAtGate(signal);
    this.step('first');
    await this.holdTo(picture);
    await this.countdown('again', SAME_ANSWER_SECONDS, signal);
    await this.holdAndTell(picture, refused);
  }

  private async waitItOut(signal: AbortSignal): Promise<void> {
    const picture = await this.codeAtGate(signal);
    this.offerStop();
    await this.countdown('waiting', this.phone.secondsLeft(), signal);
    this.ways.replaceChildren();
    await this.holdAndTell(picture, refused);
  }

  private async screenshot(signal: AbortSignal): Promise<void> {
    const picture = await this.codeAtGate(signal);
    this.kept = picture;
    drawPicture(part(this.stage.root, 'picture', HTMLCanvasElement), picture);
    part(this.stage.root, 'other', HTMLElement).hidden = false;
    await this.countdown('shot', this.phone.secondsLeft(), signal);
    this.step('shotOver');
  }

  private async holdPicture(picture: Picture): Promise<void> {
    part(this.stage.root, 'other', HTMLElement).hidden = false;
    await this.holdAndTell(picture, ({ decision }) => decision !== 'no_answer');
  }

  private async lost(signal: AbortSignal): Promise<void> {
    const picture = await this.freshCodeAtGate(signal);
    this.step('losing');
    if (!(await this.phone.lose())) throw new Told(this.stage.say.noCode);
    await this.holdAndTell(picture, refused);
    this.phone.reload();
  }

  private async left(signal: AbortSignal): Promise<void> {
    const owner = this.owner();
    const picture = await this.freshCodeAtGate(signal);
    this.step('leaving', { name: owner.name });
    await this.post('left', { person: owner.key, left: true });
    await this.holdAndTell(picture, refused);
    this.phone.reload();
    this.markLeft(owner, true);
    this.offerReturn(owner);
  }

  offerReturn(owner: Owner): void {
    this.told.hidden = false;
    if (this.told.textContent === '') this.step('left');
    const words = filled(this.stage.say.back, { name: owner.name });
    const back = button(words, () => void this.run(() => this.comeBack(owner)));
    this.ways.replaceChildren(back);
  }

  private async comeBack(owner: Owner): Promise<void> {
    this.step('returning');
    await this.post('left', { person: owner.key, left: false });
    this.markLeft(owner, false);
    this.phone.reload();
    this.step('returned');
  }

  private async early(signal: AbortSignal): Promise<void> {
    const { visitor = '' } = this.stage.root.dataset;
    await this.openVisit('later', visitor);
    const shown = await until(() => this.phone.heading() !== '' && this.phone.onPass(), STATE_MS, signal);
    if (!shown) throw new Told(this.stage.say.away);
    this.step(this.phone.awaitsCode() ? 'earlyCode' : 'early');
  }

  /** Whoever was on the phone hands it over; the visitor opens the link of the mail. */
  async openVisit(begins: 'now' | 'later', name: string): Promise<void> {
    this.step('inviting');
    const { link } = (await this.post('visit', { begins })) as { link: string };
    await this.phone.handBack();
    this.phone.openLink({ name, key: null, login: null }, link);
    this.step('visiting');
  }

  private async cut(signal: AbortSignal): Promise<void> {
    const picture = this.phone.picture();
    this.step('cutting');
    await this.reader.line('cut');
    if (picture) await this.holdAndTell(picture, ({ decision }) => decision === 'no_answer');
    if (this.reader.kind !== 'mqtt') return this.more('cutOther');
    const seen = await until(() => this.reader.hubSeesOnline === false, STATE_MS, signal);
    if (seen) this.more('cut');
  }

  private async plug(signal: AbortSignal): Promise<void> {
    this.step('plugging');
    await this.reader.line('mend');
    const back = await until(
      () => this.reader.online && this.reader.hubSeesOnline !== false,
      STATE_MS,
      signal,
    );
    if (back) this.step('plugged');
  }

  /** A code on the screen, before a gate. */
  private async codeAtGate(signal: AbortSignal): Promise<Picture> {
    await this.reader.chooseGate();
    if (!this.phone.awaitsCode()) throw new Told(this.stage.say.noCode);
    const picture = await this.phone.nextPicture(signal);
    if (!picture) throw new Told(this.stage.say.notRead);
    return picture;
  }

  /** With time enough in it that the refusal is not for its age. */
  private async freshCodeAtGate(signal: AbortSignal): Promise<Picture> {
    const picture = await this.codeAtGate(signal);
    if (this.phone.secondsLeft() >= FRESH_SECONDS) return picture;
    this.step('fresh');
    await until(() => this.phone.secondsLeft() >= FRESH_SECONDS, STATE_MS, signal);
    return this.codeAtGate(signal);
  }

  private owner(): Owner {
    const { owner } = this.phone;
    if (owner?.key == null) throw new Told(this.stage.say.noCode);
    return owner;
  }

  private async holdTo({ text }: Picture): Promise<Answer> {
    const answer = await this.reader.hold(text);
    if (!answer) throw new Told(this.stage.say.away);
    return answer;
  }

  private async holdAndTell(picture: Picture, expected: (answer: Answer) => boolean): Promise<void> {
    const answer = await this.holdTo(picture).catch(() => null);
    if (!answer) return this.say(this.stage.say.away);
    const { say, reasons } = this.stage;
    const sentence = reasons[answer.reason] ?? say.small[answer.reason] ?? '';
    const words = filled(say.answered[answer.decision], { sentence });
    this.say(filled(expected(answer) ? say.asExpected : say.otherwise, { answer: words }));
  }

  private async post(action: string, body: object): Promise<unknown> {
    const response = await fetch(`/demo/${this.stage.campus}/${action}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(body),
    });
    const said = (await response.json()) as { detail?: string };
    if (!response.ok)
      throw new Told(filled(this.stage.say.failed, { why: said.detail ?? String(response.status) }));
    return said;
  }

  private async countdown(step: string, seconds: number, signal: AbortSignal): Promise<void> {
    for (let left = seconds; left > 0; left -= 1) {
      this.step(step, { seconds: left });
      await pause(1000, signal);
    }
  }

  private offerStop(): void {
    this.ways.replaceChildren(
      button(this.stage.say.stop, () => {
        this.running?.abort(new Told(''));
        this.ways.replaceChildren();
        this.told.hidden = true;
      }),
    );
  }

  private markLeft({ key }: Owner, left: boolean): void {
    const one = this.stage.root.querySelector<HTMLElement>(`[data-person="${key}"]`);
    if (left) one?.setAttribute('data-left', 'yes');
    else one?.removeAttribute('data-left');
  }

  private step(name: string, values: Record<string, string | number> = {}): void {
    this.say(filled(this.stage.say.steps[name] ?? '', values));
  }

  private more(name: string): void {
    this.say(`${this.told.textContent} ${this.stage.say.steps[name] ?? ''}`.trim());
  }

  private say(text: string): void {
    this.told.hidden = text === '';
    tell(this.told, text);
  }

  private sentenceOf(error: unknown): string {
    if (error instanceof Told) return error.message;
    return this.stage.say.away;
  }
}

function refused({ decision }: Answer): boolean {
  return decision === 'deny';
}
