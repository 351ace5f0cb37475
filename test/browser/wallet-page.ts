import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { eventually } from '../support/eventually.js';
import type { TestHub } from '../support/hub.js';

export const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 3,
  isMobile: true,
  hasTouch: true,
  userAgent: 'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/131.0 Mobile Safari/537.36',
};
export const DESKTOP: BrowserContextOptions = {
  viewport: { width: 1440, height: 900 },
  deviceScaleFactor: 1,
};

/** One person's browser on the wallet. Its timers stand under the test's hand; the hub's clock is moved along. */
export class WalletPage {
  /** Requests for a code that the page's script sent. */
  readonly asked: string[] = [];
  readonly errors: string[] = [];

  private constructor(
    readonly page: Page,
    private readonly hub: TestHub,
    readonly campus: string,
  ) {
    page.on('request', (request) => {
      if (request.url().endsWith('/me/codes')) this.asked.push(request.method());
    });
    page.on('pageerror', (error) => this.errors.push(error.message));
  }

  static async open(
    hub: TestHub,
    browser: Browser,
    options: BrowserContextOptions,
    campus = 'hku',
  ): Promise<WalletPage> {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    if (options.javaScriptEnabled !== false) await page.clock.install();
    return new WalletPage(page, hub, campus);
  }

  /** Through the campus's sign-in page, to the wallet. */
  async signIn(loginName: string, query = ''): Promise<void> {
    await this.page.goto(`${this.hub.hub.url}/${this.campus}/wallet${query}`);
    await this.page.locator('[autocomplete="username"]').fill(loginName);
    await this.page.locator('[autocomplete="current-password"]').fill(this.hub.demo.password);
    await this.page.locator('form button[type="submit"]').first().click();
    await this.page.waitForURL('**/wallet*');
  }

  async link(): Promise<void> {
    await this.page.locator('#accept').check();
    await this.page.locator('form[action$="/wallet"] button[type="submit"]').click();
    await this.ready();
  }

  async open(path: string): Promise<void> {
    await this.page.goto(`${this.hub.hub.url}/${this.campus}${path}`);
  }

  ready(): Promise<void> {
    return this.state('ready');
  }

  async state(state: string): Promise<void> {
    await this.page.locator(`#wallet[data-state="${state}"]`).waitFor();
  }

  /** Lets `seconds` pass for the hub and for the page. */
  async pass(seconds: number): Promise<void> {
    this.hub.clock.advance(seconds);
    await this.page.clock.fastForward(seconds * 1000);
  }

  /** Goes on to the next step when little of this one is left, so that a story fits into one. */
  async earlyInStep(): Promise<void> {
    const left = await this.secondsLeft();
    if (left < 20) await this.pass(left + 1);
    await eventually(async () => (await this.secondsLeft()) >= 20);
  }

  private async secondsLeft(): Promise<number> {
    const text = await this.page.locator('[data-part="seconds"]').textContent();
    return Number(/\d+/.exec(text ?? '')?.[0] ?? 0);
  }

  /** What the browser tells a page that its person leaves or returns to. */
  async look(visible: boolean): Promise<void> {
    await this.page.evaluate(
      `Object.defineProperty(document, 'visibilityState', { value: '${visible ? 'visible' : 'hidden'}', configurable: true });
       document.dispatchEvent(new Event('visibilitychange'));`,
    );
  }

  close(): Promise<void> {
    return this.page.context().close();
  }
}
