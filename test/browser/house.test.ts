import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { accessibilityFindings, openBrowser } from '../support/browser.js';
import { startTestHub, type TestHub } from '../support/hub.js';

const SIZES = { phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 } };

describe('the house in a browser', function () {
  this.timeout(120_000);
  let town: TestHub;
  let browser: Browser;
  const errors: string[] = [];

  before(async () => {
    town = await startTestHub();
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await town?.stop();
  });
  afterEach(() => expect(errors.splice(0)).to.deep.equal([]));

  const open = async (size: keyof typeof SIZES, colorScheme: 'light' | 'dark' = 'light'): Promise<Page> => {
    const context = await browser.newContext({ viewport: SIZES[size], colorScheme });
    const page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    page.on('pageerror', (error) => errors.push(error.message));
    return page;
  };
  const fits = async (page: Page) => {
    const wide = await page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    expect(wide, `${page.url()} is wider than the screen`).to.equal(0);
  };

  for (const size of ['phone', 'desktop'] as const) {
    for (const language of ['en', 'zh-Hant', 'zh-Hans'] as const) {
      it(`landing and premises at ${size} width in ${language}: fit, and axe finds nothing`, async () => {
        const page = await open(size, language === 'zh-Hans' ? 'dark' : 'light');
        for (const path of ['/', '/hku/premises', '/hkust-gz/premises', '/api/docs']) {
          await page.goto(`${town.hub.url}${path}?lang=${language}`);
          await fits(page);
          expect(await accessibilityFindings(page), path).to.deep.equal([]);
        }
        await page.context().close();
      });
    }
  }

  it('a newcomer becomes a person of the landing page through the normal sign-in page', async () => {
    const page = await open('phone');
    await page.goto(town.hub.url);
    await page.click('text=Be CHAN Ching Lam');
    expect(await page.inputValue('input[autocomplete=username]')).to.equal('clchan');
    expect(await page.inputValue('input[type=password]')).to.equal(town.demo.password);
    await fits(page);
    expect(await accessibilityFindings(page)).to.deep.equal([]);
    await page.click('button[type=submit]');
    await page.waitForURL('**/hku/wallet');
    expect(await page.textContent('h1')).to.match(/phone/i);
    await page.context().close();
  });

  it('an admin disables a plugin with a click and enables it again', async () => {
    const page = await open('phone', 'dark');
    await page.goto(`${town.hub.url}/hku/sign-in?to=/hku/console/plugins&login_hint=itadmin`);
    await page.click('button[type=submit]');
    for (const badge of ['Disabled', 'Running']) {
      await page.click('#plugin-staffapp summary');
      await page.click('#plugin-staffapp input[name=enabled]');
      await page.click('#plugin-staffapp button[type=submit]');
      await page.waitForURL('**saved=staffapp**');
      expect(await page.textContent('#plugin-staffapp .badge')).to.equal(badge);
    }
    await page.context().close();
  });

  it('a person who is no admin is told so calmly', async () => {
    const page = await open('phone');
    await page.goto(`${town.hub.url}/hku/sign-in?to=/hku/console/plugins&login_hint=clchan`);
    await page.click('button[type=submit]');
    await page.waitForURL('**/hku/console/plugins');
    expect(await page.textContent('h1')).to.equal('This page is not yours');
    expect(await accessibilityFindings(page)).to.deep.equal([]);
    expect(errors.splice(0).every((text) => text.includes('403'))).to.equal(true);
    await page.context().close();
  });
});
