import { expect } from 'chai';
import type { FrameLocator, Page } from 'playwright-core';
import { accessibilityFindings } from '../support/browser.js';
import { eventually } from '../support/eventually.js';
import { fits, isCalm, Stage } from './stage.js';
import { DESKTOP, PHONE } from './wallet-page.js';

/** Waits are long: the code of a step is waited for where a story needs a fresh one. */
const LONG = { timeout: 90_000 };

describe('the demo’s page in a browser', function () {
  this.timeout(300_000);
  const stage = Stage.forStories();
  let page: Page;
  let phone: FrameLocator;

  before(async () => {
    await eventually(() => stage.town.gates.gate('hku', 'main-library-gate-1').view().online);
    page = await stage.page(DESKTOP);
    phone = page.frameLocator('iframe.phone-screen');
  });

  const link = async () => {
    await phone.locator('#accept').check(LONG);
    await phone.locator('form[action$="/wallet"] button[type="submit"]').click();
    await phone.locator('.has-code').waitFor(LONG);
  };
  const signIn = async () => {
    await phone.locator('input[type="password"]').waitFor(LONG);
    await phone.locator('form button[type="submit"]').first().click();
  };
  const light = (colour: string) => page.locator(`.unit[data-light="${colour}"]`).waitFor(LONG);
  const told = (words: RegExp) => page.locator('[data-part="told"]', { hasText: words }).waitFor(LONG);
  const mishap = (name: string) => page.click(`[data-mishap="${name}"]`);
  const reasonAt = (device: string) => stage.town.gates.gate('hku', device).view().last?.answer.reason;

  it('from the landing page to the first opened gate: sign in, link, hold', async () => {
    // Under another name of the machine, as people type it; the cookies would else stay behind.
    await page.goto(`${stage.town.hub.url.replace('localhost', '127.0.0.1')}/?lang=en`);
    await page.click('text=Open the demo');
    expect(new URL(page.url()).origin).to.equal(stage.town.hub.url);
    await phone.locator('input[type="password"]').waitFor(LONG);
    // The phone's frame leaves the focus with the page around it.
    expect(await page.evaluate('document.activeElement === document.body')).to.equal(true);
    await signIn();
    await link();
    await page.click('[data-part="hold"]');
    await light('green');
    expect(await page.textContent('[data-part="big"]')).to.equal('Pass');
    expect(await page.textContent('[data-part="meaning"]')).to.contain('Welcome');
    expect(reasonAt('main-library-gate-1')).to.equal('permitted');
    expect(await accessibilityFindings(page)).to.deep.equal([]);
  });

  it('the same code twice is refused the second time', async () => {
    await mishap('twice');
    await told(/^As expected/);
    expect(reasonAt('main-library-gate-1')).to.equal('already_used');
  });

  it('a picture waits until its code has ended, and is refused for its age', async () => {
    await mishap('wait');
    await told(/^As expected/);
    expect(reasonAt('main-library-gate-1')).to.equal('expired_code');
  });

  it('a screenshot opens from another phone as long as its code lasts', async () => {
    await eventually(async () => Number((await secondsLeft()) ?? 0) > 15);
    await mishap('screenshot');
    await page.locator('[data-part="other"] canvas').waitFor(LONG);
    await page.click('[data-part="holdOther"]');
    await told(/^As expected/);
    expect(['permitted', 'already_used', 'expired_code']).to.include(reasonAt('main-library-gate-1'));
  });

  it('a gate whose network is cut says so, so does the hub, and it comes back', async () => {
    await mishap('cut');
    await told(/hub shows the gate offline/);
    expect(await page.textContent('[data-part="line"]')).to.contain('Hub: offline');
    await page.locator('[data-part="keys"] button').last().click();
    await told(/back online/);
  });

  it('a lost phone is logged out on the portal’s page: its old code opens nothing', async () => {
    await mishap('lost');
    await told(/^As expected/);
    expect(['superseded', 'expired_code']).to.include(reasonAt('main-library-gate-1'));
    await link();
  });

  it('HR says left: the gate refuses, the phone says why, and she comes back', async () => {
    await mishap('left');
    await told(/^As expected/);
    await phone.locator('.no-code[data-reason="not_current_appointee"]').waitFor(LONG);
    await page.click('[data-part="ways"] button');
    await told(/^Back again/);
    await phone.locator('.code-card, #accept').first().waitFor(LONG);
  });

  it('a visitor who is early sees a countdown and no code; a visitor of now passes', async () => {
    await mishap('early');
    await told(/^As expected/);
    expect(await phone.locator('.code-card').count()).to.equal(0);
    await page.click('[data-visitor="now"]');
    await told(/has opened the link/);
    await phone.locator('.has-code').waitFor(LONG);
    await page.click('[data-part="hold"]');
    await light('green');
    expect(reasonAt('main-library-gate-1')).to.equal('permitted');
  });

  it('another person is another sign-in, and whoever was there before is signed out', async () => {
    await page.click('[data-login="dschwarz"]');
    await phone.locator('input[autocomplete="username"]').waitFor(LONG);
    await eventually(
      async () => (await phone.locator('input[autocomplete="username"]').inputValue()) === 'dschwarz',
    );
    const cookies = await page.context().cookies(stage.town.hub.url);
    expect(cookies.filter(({ name, value }) => name === 'gatehouse_hku' && value !== '')).to.deep.equal([]);
    await signIn();
    await link();
    await page.locator('input[value="cym-canteen-till"]').check({ force: true });
    await page.click('[data-part="hold"]');
    await page.locator('.unit[data-light="green"], .unit[data-light="amber"]').first().waitFor(LONG);
    // Which of the two is a matter of the hour: the till has the campus's meal times.
    const served = (await page.getAttribute('.unit', 'data-light')) === 'green';
    expect(await page.textContent('[data-part="big"]')).to.equal(served ? 'Accepted' : 'Not served');
    expect(await page.textContent('[data-part="facts"]')).to.match(served ? /PriceHKD/ : /Price-/);
  });

  it('at a panel: signed in as, and logged out', async () => {
    await page.goto(`${stage.town.hub.url}/demo/hkust-gz?lang=en`);
    await signIn();
    await link();
    await page.locator('input[value="library-printer-panel"]').check({ force: true });
    await page.click('[data-part="hold"]');
    await page.locator('[data-part="facts"]', { hasText: 'gzadmin' }).waitFor(LONG);
    await page.getByRole('button', { name: 'Log out', exact: true }).click();
    await page.locator('[data-part="facts"]', { hasText: 'nobody' }).waitFor(LONG);
  });

  it('fits a phone and a desk in three languages, light and dark, and axe finds nothing', async () => {
    for (const [language, colorScheme, size, path] of [
      ['en', 'light', PHONE, '/demo/hku'],
      ['zh-Hant', 'dark', DESKTOP, '/demo/hku'],
      ['zh-Hans', 'dark', PHONE, '/demo/hkust-gz'],
    ] as const) {
      const one = await stage.page({ ...size, colorScheme });
      await one.goto(`${stage.town.hub.url}${path}?lang=${language}`);
      await isCalm(one);
      await one.context().close();
    }
  });

  it('the devices’ own pages, the inbox and the slips: axe finds nothing, and a way back', async () => {
    const paths = ['/demo/devices/', '/demo/devices/hku/chi-wah-gates', '/demo/devices/hku/cym-canteen-till'];
    const mails = ['/demo/inbox/', '/demo/inbox/inbox?to=visitor-1@visitors.test', '/demo/slips/'];
    const one = await stage.page({ ...DESKTOP, colorScheme: 'dark' });
    for (const path of [...paths, ...mails]) {
      await one.goto(`${stage.town.hub.url}${path}`);
      await isCalm(one);
      expect(await one.locator('nav a[href="/"]').count(), path).to.equal(1);
      await one.setViewportSize({ width: 390, height: 844 });
      await fits(one);
    }
    await one.context().close();
  });

  const secondsLeft = async () =>
    /\d+/.exec((await phone.locator('[data-part="seconds"]').textContent()) ?? '')?.[0];
});
