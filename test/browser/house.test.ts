import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { isCalm, SIZES, Stage } from './stage.js';

describe('the house in a browser', function () {
  this.timeout(120_000);
  const stage = Stage.forStories();

  const open = (size: keyof typeof SIZES, colorScheme: 'light' | 'dark' = 'light'): Promise<Page> =>
    stage.page({ viewport: SIZES[size], colorScheme });

  for (const size of ['phone', 'desktop'] as const) {
    for (const language of ['en', 'zh-Hant', 'zh-Hans'] as const) {
      it(`landing and premises at ${size} width in ${language}: fit, and axe finds nothing`, async () => {
        const page = await open(size, language === 'zh-Hans' ? 'dark' : 'light');
        for (const path of ['/', '/hku/premises', '/hkust-gz/premises', '/api/docs']) {
          await page.goto(`${stage.town.hub.url}${path}?lang=${language}`);
          await isCalm(page);
        }
        await page.context().close();
      });
    }
  }

  it('a newcomer becomes a person of the landing page through the normal sign-in page', async () => {
    const page = await open('phone');
    await page.goto(stage.town.hub.url);
    await page.click('text=Be CHAN Ching Lam');
    expect(await page.inputValue('input[autocomplete=username]')).to.equal('clchan');
    expect(await page.inputValue('input[type=password]')).to.equal(stage.town.demo.password);
    await isCalm(page);
    await page.click('button[type=submit]');
    await page.waitForURL('**/hku/wallet');
    expect(await page.textContent('h1')).to.match(/phone/i);
    await page.context().close();
  });

  it('an admin disables a plugin with a click and enables it again', async () => {
    const page = await open('phone', 'dark');
    await stage.signIn(page, 'itadmin', '/hku/console/plugins');
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
    await stage.signIn(page, 'clchan', '/hku/console/plugins');
    expect(await page.textContent('h1')).to.equal('This page is not yours');
    await isCalm(page);
    await page.context().close();
  });
});
