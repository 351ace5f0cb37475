import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { Browser } from '../../bin/tour/browser.js';
import { codesOnScreen } from '../support/browser.js';
import { isCalm, SIZES, Stage } from './stage.js';

const API = '/api/v1/campuses/hkust-gz/wechat';

describe('the mini program’s pages in a browser', function () {
  this.timeout(120_000);
  const stage = Stage.forStories();

  const open = (colorScheme: 'light' | 'dark'): Promise<Page> =>
    stage.page({ viewport: SIZES.phone, colorScheme });
  const check = async (page: Page) => {
    await isCalm(page);
    const { SHOTS } = process.env;
    if (SHOTS)
      await page.screenshot({
        path: `${SHOTS}/${page.url().split('/').at(-1)?.split('?')[0]}.png`,
        fullPage: true,
      });
  };
  /** The address of a web view, as the client is told it. */
  async function webView(): Promise<string> {
    const ask = new Browser(stage.town.hub.url);
    const client = { 'gatehouse-client': 'wechat/1.0.0' };
    const code = stage.town.demo.services.wechat.loginCode('yichen on WeChat');
    const { body } = await ask.json('POST', `${API}/session`, { code }, client);
    const headers = { ...client, authorization: `Bearer ${String(body['session'])}` };
    return String((await ask.json('POST', `${API}/sign-ins`, {}, headers)).body['url']);
  }

  for (const scheme of ['light', 'dark'] as const) {
    it(`the poster in ${scheme}: its code is read from the screen, and axe finds nothing`, async () => {
      const page = await open(scheme);
      for (const language of ['zh-Hans', 'en']) {
        await page.goto(`${stage.town.hub.url}/hkust-gz/wechat/poster?lang=${language}`);
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
      await page.locator('input[type=password]').fill(stage.town.demo.password);
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
