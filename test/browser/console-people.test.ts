import { expect } from 'chai';
import { member } from '../scenarios/steps.js';
import { isCalm, SIZES, Stage } from './stage.js';

describe('people, messages and the audit in a browser', function () {
  this.timeout(180_000);
  const stage = Stage.forStories();

  const signIn = async (loginName: string, size: keyof typeof SIZES, scheme: 'light' | 'dark') => {
    const page = await stage.page({ viewport: SIZES[size], colorScheme: scheme });
    await stage.signIn(page, loginName, loginName === 'dmak' ? '/hku/console/audit' : '/hku/console/people');
    return page;
  };
  for (const [size, scheme, language] of [
    ['phone', 'dark', 'zh-Hant'],
    ['desktop', 'light', 'en'],
  ] as const) {
    it(`a help desk helps a caller with a lost phone, by keyboard: ${size}, ${scheme}, ${language}`, async () => {
      await member(stage.town, 'hku', 'clchan');
      const page = await signIn('ccheung', size, scheme);
      await page.goto(`${stage.town.hub.url}/hku/console/people?lang=${language}`);
      await isCalm(page);
      await page.focus('#text');
      await page.keyboard.type('陳靜琳');
      await page.keyboard.press('Enter');
      await page.waitForSelector('.record-title a');
      await isCalm(page);
      await page.focus('.record-title a');
      await page.keyboard.press('Enter');
      await page.waitForSelector('a[href$="/log-out"]');
      await isCalm(page);
      await page.focus('a[href$="/log-out"]');
      await page.keyboard.press('Enter');
      await page.waitForSelector('#cause');
      await isCalm(page);
      await page.focus('main button[type=submit]');
      await page.keyboard.press('Enter');
      await page.waitForSelector('[role=alert]');
      await isCalm(page);
      await page.focus('input[value=lost_phone]');
      await page.keyboard.press('Space');
      await page.focus('main button[type=submit]');
      await page.keyboard.press('Enter');
      await page.waitForSelector('[role=status]');
      await isCalm(page);
      expect(await page.locator('a[href$="/log-out"]').count()).to.equal(0);
      await page.goto(`${stage.town.hub.url}/hku/console/messages`);
      await isCalm(page);
      await page.context().close();
    });

    it(`an auditor reads what was done and takes it away: ${size}, ${scheme}, ${language}`, async () => {
      const page = await signIn('dmak', size, scheme);
      await page.goto(`${stage.town.hub.url}/hku/console/audit?lang=${language}`);
      await isCalm(page);
      await page.selectOption('#actor-kind', 'plugin');
      await page.fill('#from', '2020-01-01');
      await page.fill('#until', '2099-12-31');
      await page.click('main button[type=submit]');
      await page.waitForURL('**actorKind=plugin**');
      await isCalm(page);
      expect(await page.locator('.record').count()).to.be.greaterThan(0);
      const [download] = await Promise.all([page.waitForEvent('download'), page.click('a[download]')]);
      expect(download.suggestedFilename()).to.match(/^audit-hku-2020-01-01-2099-12-31\.csv$/);
      const refused = await page.goto(`${stage.town.hub.url}/hku/console/people`);
      expect(refused?.status()).to.equal(403);
      await page.context().close();
    });
  }
});
