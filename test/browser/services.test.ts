import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../support/browser.js';
import { eventually } from '../support/eventually.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { PHONE, WalletPage } from './wallet-page.js';

/** Notes each lock of the screen and its end; the browser's own answer is passed on untouched. */
const WATCH_LOCKS = `
  globalThis.locks = [];
  const request = navigator.wakeLock.request.bind(navigator.wakeLock);
  navigator.wakeLock.request = async (kind) => {
    const lock = await request(kind);
    globalThis.locks.push('taken: ' + kind);
    lock.addEventListener('release', () => globalThis.locks.push('given back'));
    return lock;
  };`;

/** Lines of the published services (docs/services.md) that only the wallet's page can prove. */
describe('the published services in a browser', function () {
  this.timeout(120_000);
  let hub: TestHub;
  let browser: Browser;
  let wallet: WalletPage;

  before(async () => {
    hub = await startTestHub();
    browser = await openBrowser();
    wallet = await WalletPage.open(hub, browser, PHONE);
    await wallet.page.addInitScript(WATCH_LOCKS);
    await wallet.signIn('clchan');
  });
  after(async () => {
    await browser?.close();
    await hub?.stop();
  });

  it('the wallet is on white and keeps the screen awake while it is looked at, and no longer', async () => {
    const locks = async () => ((await wallet.page.evaluate('globalThis.locks')) as string[]).join(', ');
    expect(await locks()).to.equal('');
    await wallet.link();
    await eventually(async () => (await locks()) === 'taken: screen');
    const ground = await wallet.page.evaluate(
      "getComputedStyle(document.querySelector('.pass')).backgroundColor",
    );
    expect(ground).to.equal('rgb(255, 255, 255)');
    await wallet.look(false);
    await eventually(async () => (await locks()) === 'taken: screen, given back');
    await wallet.look(true);
    await eventually(async () => (await locks()) === 'taken: screen, given back, taken: screen');
  });

  it('the wallet hints at distance, brightness, night mode and the NFC pop-up, in three languages', async () => {
    for (const [language, hints] of [
      ['en', ['10 cm', 'brightness', 'blue light', 'NFC']],
      ['zh-Hant', ['10 厘米', '亮度', '藍光', 'NFC']],
      ['zh-Hans', ['10 厘米', '亮度', '蓝光', 'NFC']],
    ] as const) {
      await wallet.open(`/wallet?lang=${language}`);
      const read = await wallet.page.locator('.hints').innerText();
      for (const hint of hints) expect(read).to.contain(hint);
    }
  });
});
