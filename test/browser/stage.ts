import { expect } from 'chai';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { accessibilityFindings, openBrowser } from '../support/browser.js';
import { startTestHub, type TestHub } from '../support/hub.js';

export const SIZES = { phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 } };

/** The hub and the browser that the stories of one file share, and what went wrong in its pages. */
export class Stage {
  readonly errors: string[] = [];
  #town: TestHub | undefined;
  #browser: Browser | undefined;

  /** Stands from before the first story of this `describe` to after the last; after each one no page may have failed. */
  static forStories(): Stage {
    const stage = new Stage();
    before(async () => {
      stage.#town = await startTestHub();
      stage.#browser = await openBrowser();
    });
    after(async () => {
      await stage.#browser?.close();
      await stage.#town?.stop();
    });
    afterEach(() => expect(stage.errors.splice(0)).to.deep.equal([]));
    return stage;
  }

  get town(): TestHub {
    return this.#town ?? expect.fail('the hub did not start');
  }

  get browser(): Browser {
    return this.#browser ?? expect.fail('the browser did not start');
  }

  /** A page of somebody of whom the browser knows nothing yet. */
  async page(options: BrowserContextOptions): Promise<Page> {
    const page = await (await this.browser.newContext(options)).newPage();
    page.setDefaultTimeout(120_000);
    noteErrors(page, this.errors);
    return page;
  }

  /** Through HKU's sign-in page to a path. */
  async signIn(page: Page, loginName: string, path: string): Promise<void> {
    const query = new URLSearchParams({ to: path, login_hint: loginName });
    await page.goto(`${this.town.hub.url}/hku/sign-in?${query}`);
    await page.locator('[autocomplete="current-password"]').fill(this.town.demo.password);
    await page.click('main button[type=submit]');
    await page.waitForURL(`**${path}`);
  }
}

/** Notes what a page's scripts throw and what its console calls an error. */
export function noteErrors(page: Page, errors: string[]): void {
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    // A page that answers 4xx on purpose is told of as well; a file of its own that is missing is a fault.
    const wanted = /status of 4\d\d/.test(message.text()) && !message.location().url.includes('/assets/');
    if (message.type() === 'error' && !wanted) errors.push(message.text());
  });
}

export async function fits(page: Page): Promise<void> {
  const over = await page.evaluate(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  expect(over, `${page.url()} is wider than the screen`).to.equal(0);
}

/** It fits the screen, and axe finds nothing. */
export async function isCalm(page: Page): Promise<void> {
  await fits(page);
  expect(await accessibilityFindings(page), page.url()).to.deep.equal([]);
}
