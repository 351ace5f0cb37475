import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { accessibilityFindings, openBrowser } from '../support/browser.js';
import { eventually } from '../support/eventually.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { PHONE, WalletPage } from './wallet-page.js';

const GATE = '/hku/main-library-gate-1';

describe('a gate’s page in a browser', function () {
  this.timeout(120_000);
  let hub: TestHub;
  let browser: Browser;
  let wallet: WalletPage;
  let gate: Page;
  const errors: string[] = [];

  before(async () => {
    hub = await startTestHub();
    browser = await openBrowser();
    wallet = await WalletPage.open(hub, browser, PHONE);
    await wallet.signIn('clchan');
    await wallet.link();
    await eventually(() => hub.gates.gate('hku', 'main-library-gate-1').view().online);
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    gate = await context.newPage();
    gate.on('pageerror', (error) => errors.push(error.message));
    await gate.goto(new URL(GATE, hub.gates.gatesPageUrl).href);
  });
  after(async () => {
    await browser?.close();
    await hub?.stop();
  });
  afterEach(() => expect(errors.splice(0)).to.deep.equal([]));

  const choose = (buffer: Buffer) =>
    gate.setInputFiles('#picture', { name: 'wallet.png', mimeType: 'image/png', buffer });
  const paste = (buffer: Buffer) =>
    gate.evaluate(
      `(() => {
        const bytes = Uint8Array.from(atob('${buffer.toString('base64')}'), (sign) => sign.charCodeAt(0));
        const clipboardData = new DataTransfer();
        clipboardData.items.add(new File([bytes], 'pasted.png', { type: 'image/png' }));
        document.dispatchEvent(new ClipboardEvent('paste', { clipboardData, cancelable: true }));
      })()`,
    );
  const light = (colour: string) => gate.locator(`[data-light="${colour}"]`).waitFor();
  const words = async () => [await gate.textContent('[data-big]'), await gate.textContent('[data-small]')];

  it('a screenshot of the wallet turns it green with words; the same one again red, already used', async () => {
    await wallet.earlyInStep();
    const screenshot = await wallet.page.screenshot();
    await choose(screenshot);
    await light('green');
    expect(await words()).to.deep.equal(['Pass', 'Welcome']);
    expect(await gate.textContent('[data-door]')).to.equal('open');
    expect(await accessibilityFindings(gate)).to.deep.equal([]);
    // Within 3 s a device that asks again gets the same answer. The code is still in its step.
    hub.clock.advance(4);
    await choose(screenshot);
    await light('red');
    expect(await words()).to.deep.equal(['Stop', 'Already used, wait for next code']);
    expect(await gate.textContent('[data-last]')).to.equal('Stop: Already used, wait for next code');
    expect(await accessibilityFindings(gate)).to.deep.equal([]);
  });

  it('a pasted screenshot of an old code is refused as expired', async () => {
    const screenshot = await wallet.page.screenshot();
    await wallet.pass(36);
    await light('grey');
    await paste(screenshot);
    await light('red');
    expect((await words())[0]).to.equal('Stop');
    await gate.reload();
    expect(await gate.textContent('[data-last]')).to.contain('(expired_code)');
  });

  it('says of a picture without a code, and of a file that is no picture, that it cannot read it', async () => {
    await choose(await gate.screenshot());
    await gate.getByText('No code could be read in that picture.').waitFor();
    await choose(Buffer.from('not a picture'));
    await gate.getByText('That is no picture that this browser can read.').waitFor();
  });

  it('changes the button of its cable when the line is back, without reloading', async () => {
    await gate.getByRole('button', { name: 'Pull the cable' }).click();
    await gate.getByText('not connected', { exact: true }).waitFor();
    await gate.getByRole('button', { name: 'Plug the cable in' }).click();
    await gate.getByRole('button', { name: 'Pull the cable' }).waitFor();
    expect(await gate.getByRole('button', { name: 'Plug the cable in' }).isVisible()).to.equal(false);
  });

  it('fits a phone and a desk', async () => {
    for (const width of [320, 390, 1440]) {
      await gate.setViewportSize({ width, height: 900 });
      const over = await gate.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      expect(over, `at ${width}`).to.equal(0);
    }
  });
});
