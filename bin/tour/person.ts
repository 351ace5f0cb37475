import { Browser, type JsonRead } from './browser.js';

/** Somebody with a phone, who uses the hub's public pages and API. */
export class Person {
  readonly browser: Browser;
  #deviceToken: string | undefined;

  constructor(
    hub: string,
    readonly campus: string,
    readonly loginName: string,
    local?: string,
  ) {
    this.browser = new Browser(hub, local);
  }

  /** Through the campus's normal sign-in page; returns the path that it ended on and the page's HTML. */
  async signIn(
    password: string,
    to = `/${this.campus}/wallet`,
  ): Promise<{ path: string; status: number; html: string }> {
    const query = new URLSearchParams({ to, login_hint: this.loginName });
    const form = await this.browser.open(`/${this.campus}/sign-in?${query}`);
    const names = /name="(\w+)"[^>]*autocomplete="username"|autocomplete="username"[^>]*name="(\w+)"/.exec(
      form.html,
    );
    const loginField = names?.[1] ?? names?.[2] ?? 'login';
    const page = await this.browser.submit(form, { [loginField]: this.loginName, password });
    return { path: page.url.pathname, status: page.status, html: page.html };
  }

  card(): Promise<JsonRead> {
    return this.browser.json('GET', this.#api('me/credential'));
  }

  /** Links this phone, accepting every notice as it stands. */
  async link(label = 'Phone'): Promise<JsonRead> {
    const card = await this.card();
    const notices = (card.body['notices'] ?? []) as { id: string; version: number }[];
    const accepted = Object.fromEntries(notices.map(({ id, version }) => [id, version]));
    const linked = await this.browser.json('POST', this.#api('me/devices'), { label, accepted });
    this.#deviceToken = linked.body['deviceToken'] as string | undefined;
    return linked;
  }

  unlink(): Promise<JsonRead> {
    return this.browser.json('DELETE', this.#api('me/devices'), undefined, this.#phone());
  }

  /** The code that the phone would show now, or the refusal. */
  askCode(): Promise<JsonRead> {
    return this.browser.json('POST', this.#api('me/codes'), {}, this.#phone());
  }

  /** The text of the code; throws where there is none. */
  async code(): Promise<string> {
    const { status, body } = await this.askCode();
    if (typeof body['text'] !== 'string') throw new Error(`no code: ${status} ${String(body['code'])}`);
    return body['text'];
  }

  #phone(): Record<string, string> {
    return this.#deviceToken === undefined ? {} : { 'gatehouse-device': this.#deviceToken };
  }

  #api(path: string): string {
    return `/api/v1/campuses/${this.campus}/${path}`;
  }
}
