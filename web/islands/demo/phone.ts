import { part, type Stage, until } from './parts.js';
import { type Picture, takePicture } from './picture.js';

/** Whose phone it is: somebody who signs in, or a visitor with a link. */
export interface Owner {
  name: string;
  key: string | null;
  login: string | null;
}

const CODE_MS = 12_000;
/** A code is taken this long after its step, and a second is the way to the reader. */
const GRACE_SECONDS = 6;
const LONGEST_SECONDS = 36;

/** The phone: the real wallet in a frame of the same origin. */
export class Phone {
  private readonly frame: HTMLIFrameElement;
  owner: Owner | null = null;
  /** Hears whose phone it is from now on. */
  handedTo: (owner: Owner) => void = () => undefined;

  constructor(private readonly stage: Stage) {
    this.frame = part(stage.root, 'frame', HTMLIFrameElement);
    this.frame.addEventListener('load', () => {
      // A phone draws no bars beside its page, and they would narrow it.
      this.frame.contentDocument?.documentElement.style.setProperty('scrollbar-width', 'none');
      this.arrived();
    });
    const clock = part(stage.root, 'clock', HTMLElement);
    const tick = () => {
      clock.textContent = new Date().toTimeString().slice(0, 5);
    };
    tick();
    setInterval(tick, 10_000);
  }

  /** Opens the sign-in for this person, whoever was there before being logged out first. */
  async be(owner: Owner): Promise<void> {
    const before = this.owner;
    this.take(owner);
    if (before) await this.handBack();
    this.go(this.signIn(owner));
  }

  /** What was open when the page was left: a session of this person may still be there. */
  resume(owner: Owner): void {
    this.take(owner);
    this.go(`/${this.stage.campus}/wallet`);
  }

  openLink(owner: Owner, path: string): void {
    this.take(owner);
    this.go(path);
  }

  reload(): void {
    const { href } = this.frame.contentWindow?.location ?? {};
    if (href) this.go(new URL(href).pathname);
  }

  picture(): Picture | null {
    return takePicture(this.frame.contentDocument);
  }

  /** Waits a little for a code that is about to come. */
  async nextPicture(signal?: AbortSignal): Promise<Picture | null> {
    return (await until(() => this.picture() ?? undefined, CODE_MS, signal)) ?? null;
  }

  /** Whether a code is on its way: the wallet or pass is open, and shows its card. */
  awaitsCode(): boolean {
    return this.frame.contentDocument?.querySelector('.code-card') != null;
  }

  /** Seconds until the code on the screen is refused by every reader. */
  secondsLeft(): number {
    const words = this.frame.contentDocument?.querySelector('[data-part="seconds"]')?.textContent;
    const shown = /\d+/.exec(words ?? '')?.[0];
    return shown === undefined ? LONGEST_SECONDS : Number(shown) + GRACE_SECONDS;
  }

  onPass(): boolean {
    return this.frame.contentDocument?.getElementById('pass') != null;
  }

  heading(): string {
    return this.frame.contentDocument?.querySelector('h1')?.textContent ?? '';
  }

  /** Logs the linked phone out on the portal's page, as its owner would from any browser. */
  async lose(): Promise<boolean> {
    return this.post(`/${this.stage.campus}/portal/linked-device/log-out`);
  }

  /** The phone is logged out on itself, and its owner signed out. */
  async handBack(): Promise<void> {
    await this.post(`/${this.stage.campus}/wallet/settings/log-out`);
    await this.post(`/${this.stage.campus}/sign-out`);
  }

  private take(owner: Owner): void {
    this.owner = owner;
    this.handedTo(owner);
  }

  private async post(path: string): Promise<boolean> {
    const answer = await fetch(path, { method: 'POST', body: new URLSearchParams() }).catch(() => undefined);
    return answer?.ok === true;
  }

  private go(path: string): void {
    this.frame.contentWindow?.location.replace(path);
  }

  private signIn({ login }: Owner): string {
    const { campus } = this.stage;
    const to = `/${campus}/wallet`;
    return `/${campus}/sign-in?${new URLSearchParams({ to, ...(login === null ? {} : { login_hint: login }) })}`;
  }

  /** Scrolls the screen to the code, and nothing around the phone. */
  private showCard(): void {
    const { contentDocument: screen, contentWindow: view } = this.frame;
    const card = screen?.querySelector('.code-card')?.getBoundingClientRect();
    if (card && view) view.scrollTo(0, view.scrollY + card.bottom - view.innerHeight + 8);
  }

  /** A sign-in without a name is filled for whose phone it is; pages that are no phone's lead back to it. */
  private arrived(): void {
    const { contentDocument: screen, contentWindow: view } = this.frame;
    const path = view?.location.pathname ?? '';
    if (this.owner?.login == null || !path.startsWith('/')) return;
    const field = screen?.querySelector<HTMLInputElement>('input[autocomplete="username"]');
    const lost = path === '/' || path.startsWith('/demo') || (field?.value === '' && !field.ariaInvalid);
    if (lost) this.go(this.signIn(this.owner));
    else this.showCard();
  }
}
