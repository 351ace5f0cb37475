import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { member } from '../scenarios/steps.js';
import { accessibilityFindings, openBrowser } from '../support/browser.js';
import { startTestHub, type TestHub } from '../support/hub.js';

const SIZES = { phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 } };

describe('people, messages and the audit in a browser', function () {
  this.timeout(180_000);
  let town: TestHub;
  let browser: Browser;
  before(async () => {
    town = await startTestHub();
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await town?.stop();
  });

  const signIn = async (loginName: string, size: keyof typeof SIZES, scheme: 'light' | 'dark') => {
    const context = await browser.newContext({ viewport: SIZES[size], colorScheme: scheme });
    const page = await context.newPage();
    const to = loginName === 'dmak' ? '/hku/console/audit' : '/hku/console/people';
    await page.goto(`${town.hub.url}/hku/sign-in?to=${to}&login_hint=${loginName}`);
    await page.click('button[type=submit]');
    await page.waitForURL(`**${to}`);
    return page;
  };
  const isFine = async (page: Page) => {
    const wide = await page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    expect(wide, `${page.url()} is wider than the screen`).to.equal(0);
    expect(await accessibilityFindings(page), page.url()).to.deep.equal([]);
  };

  for (const [size, scheme, language] of [
    ['phone', 'dark', 'zh-Hant'],
    ['desktop', 'light', 'en'],
  ] as const) {
    it(`a help desk helps a caller with a lost phone, by keyboard: ${size}, ${scheme}, ${language}`, async () => {
      await member(town, 'hku', 'clchan');
      const page = await signIn('ccheung', size, scheme);
      await page.goto(`${town.hub.url}/hku/console/people?lang=${language}`);
      await isFine(page);
      await page.focus('#text');
      await page.keyboard.type('陳靜琳');
      await page.keyboard.press('Enter');
      await page.waitForSelector('.record-title a');
      await isFine(page);
      await page.focus('.record-title a');
      await page.keyboard.press('Enter');
      await page.waitForSelector('a[href$="/log-out"]');
      await isFine(page);
      await page.focus('a[href$="/log-out"]');
      await page.keyboard.press('Enter');
      await page.waitForSelector('#cause');
      await isFine(page);
      await page.focus('main button[type=submit]');
      await page.keyboard.press('Enter');
      await page.waitForSelector('[role=alert]');
      await isFine(page);
      await page.focus('input[value=lost_phone]');
      await page.keyboard.press('Space');
      await page.focus('main button[type=submit]');
      await page.keyboard.press('Enter');
      await page.waitForSelector('[role=status]');
      await isFine(page);
      expect(await page.locator('a[href$="/log-out"]').count()).to.equal(0);
      await page.goto(`${town.hub.url}/hku/console/messages`);
      await isFine(page);
      await page.context().close();
    });

    it(`an auditor reads what was done and takes it away: ${size}, ${scheme}, ${language}`, async () => {
      const page = await signIn('dmak', size, scheme);
      await page.goto(`${town.hub.url}/hku/console/audit?lang=${language}`);
      await isFine(page);
      await page.selectOption('#actor-kind', 'plugin');
      await page.fill('#from', '2020-01-01');
      await page.fill('#until', '2099-12-31');
      await page.click('main button[type=submit]');
      await page.waitForURL('**actorKind=plugin**');
      await isFine(page);
      expect(await page.locator('.record').count()).to.be.greaterThan(0);
      const [download] = await Promise.all([page.waitForEvent('download'), page.click('a[download]')]);
      expect(download.suggestedFilename()).to.match(/^audit-hku-2020-01-01-2099-12-31\.csv$/);
      const refused = await page.goto(`${town.hub.url}/hku/console/people`);
      expect(refused?.status()).to.equal(403);
      await page.context().close();
    });
  }
});
