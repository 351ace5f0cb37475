import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { eventually } from '../support/eventually.js';
import type { TestHub } from '../support/hub.js';
import { noteErrors } from './stage.js';

export const CAMPUS = 'hkust-gz';

/** One person's browser at the campus of visits, and what went wrong in it. */
export class VisitBrowser {
  readonly errors: string[] = [];

  private constructor(
    readonly page: Page,
    private readonly hub: TestHub,
  ) {
    noteErrors(page, this.errors);
  }

  static async open(hub: TestHub, browser: Browser, options: BrowserContextOptions): Promise<VisitBrowser> {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    if (options.javaScriptEnabled !== false) await page.clock.install();
    return new VisitBrowser(page, hub);
  }

  async signIn(loginName: string, path = '/visits'): Promise<void> {
    const query = new URLSearchParams({ to: `/${CAMPUS}${path}`, login_hint: loginName });
    await this.page.goto(`${this.hub.hub.url}/${CAMPUS}/sign-in?${query}`);
    await this.page.locator('[autocomplete="username"]').fill(loginName);
    await this.page.locator('[autocomplete="current-password"]').fill(this.hub.demo.password);
    await this.page.locator('form button[type="submit"]').first().click();
    await this.page.waitForURL(`**/${CAMPUS}${path}*`);
  }

  async go(path: string): Promise<void> {
    await this.page.goto(`${this.hub.hub.url}/${CAMPUS}${path}`);
  }

  press(name: string): Promise<void> {
    return this.page.getByRole('button', { name, exact: true }).click();
  }

  /** Fills the window of a form, `minutes` from now and an hour long, in the campus's zone. */
  async fillWindow(minutes: number): Promise<void> {
    const from = Math.floor(this.hub.clock.now() / 60_000 + minutes) * 60_000;
    for (const [name, at] of [
      ['from', from],
      ['until', from + 3_600_000],
    ] as const) {
      // Guangzhou is eight hours ahead of UTC the whole year.
      const local = new Date(at + 8 * 3_600_000).toISOString();
      await this.page.locator(`[name="${name}Day"]`).fill(local.slice(0, 10));
      await this.page.locator(`[name="${name}Time"]`).fill(local.slice(11, 16));
    }
  }

  /** How far the page is wider than the screen. */
  async over(): Promise<number> {
    return (await this.page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    )) as number;
  }

  /** Lets `seconds` pass for the hub and for the page. */
  async pass(seconds: number): Promise<void> {
    this.hub.clock.advance(seconds);
    await this.page.clock.fastForward(seconds * 1000);
  }

  async look(visible: boolean): Promise<void> {
    await this.page.evaluate(
      `Object.defineProperty(document, 'visibilityState', { value: '${visible ? 'visible' : 'hidden'}', configurable: true });
       document.dispatchEvent(new Event('visibilitychange'));`,
    );
  }

  title(name: string | RegExp): Promise<void> {
    return this.page.getByRole('heading', { level: 1, name }).waitFor();
  }

  close(): Promise<void> {
    return this.page.context().close();
  }
}

/** The link in the newest message to an address, once there are so many. */
export function linkTo(hub: TestHub, address: string, messages = 1): Promise<string> {
  return eventually(() => {
    const got = hub.demo.services.messages.inbox(address);
    const link = /https?:\/\/\S+\/[vg]\/[\w-]{43}/.exec(got.at(-1)?.text ?? '')?.[0];
    return got.length >= messages && link;
  });
}
