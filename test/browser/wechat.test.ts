import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { Browser as PlainBrowser } from '../../bin/tour/browser.js';
import { accessibilityFindings, codesOnScreen, openBrowser } from '../support/browser.js';
import { startTestHub, type TestHub } from '../support/hub.js';

const PHONE = { width: 390, height: 844 };
const API = '/api/v1/campuses/hkust-gz/wechat';

describe('the mini program’s pages in a browser', function () {
  this.timeout(120_000);
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

  const open = async (colorScheme: 'light' | 'dark', javaScriptEnabled = true): Promise<Page> => {
    const context = await browser.newContext({ viewport: PHONE, colorScheme, javaScriptEnabled });
    return context.newPage();
  };
  const check = async (page: Page) => {
    const wide = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
    expect(await page.evaluate(wide), page.url()).to.equal(0);
    expect(await accessibilityFindings(page), page.url()).to.deep.equal([]);
    const { SHOTS } = process.env;
    if (SHOTS)
      await page.screenshot({
        path: `${SHOTS}/${page.url().split('/').at(-1)?.split('?')[0]}.png`,
        fullPage: true,
      });
  };
  /** The address of a web view, as the client is told it. */
  async function webView(): Promise<string> {
    const ask = new PlainBrowser(town.hub.url);
    const client = { 'gatehouse-client': 'wechat/1.0.0' };
    const code = town.demo.services.wechat.loginCode('yichen on WeChat');
    const { body } = await ask.json('POST', `${API}/session`, { code }, client);
    const headers = { ...client, authorization: `Bearer ${String(body['session'])}` };
    return String((await ask.json('POST', `${API}/sign-ins`, {}, headers)).body['url']);
  }

  for (const scheme of ['light', 'dark'] as const) {
    it(`the poster in ${scheme}: its code is read from the screen, and axe finds nothing`, async () => {
      const page = await open(scheme);
      for (const language of ['zh-Hans', 'en']) {
        await page.goto(`${town.hub.url}/hkust-gz/wechat/poster?lang=${language}`);
        await check(page);
      }
      await page.locator('img').scrollIntoViewIfNeeded();
      expect((await codesOnScreen(page)).join())
        .to.contain('mini-program:')
        .and.to.contain('scene=poster');
    });

    it(`the web view in ${scheme}: sign in, confirm, and the number to type; axe finds nothing`, async () => {
      const page = await open(scheme);
      await page.goto(await webView());
      await page.locator('[autocomplete=username]').fill('yichen');
      await page.locator('input[type=password]').fill(town.demo.password);
      await page.locator('button[type=submit]').last().click();
      await page.waitForURL(/\/wechat\/sign-in/);
      await check(page);
      await page.locator('button.button-wide').click();
      await page.waitForURL(/\/wechat\/signed-in\?code=\d{8}$/);
      await check(page);
      expect(await page.locator('.wechat-digits').textContent()).to.match(/^\d{8}$/);
      await page.goBack();
      await page.reload();
      expect(await page.locator('h1').textContent()).to.equal('本次登录已失效');
    });
  }
});
