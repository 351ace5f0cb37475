import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { accessibilityFindings } from '../support/browser.js';
import { eventually } from '../support/eventually.js';
import { fits, SIZES, Stage } from './stage.js';
import { PHONE, WalletPage } from './wallet-page.js';

const GATE = '/hku/main-library-gate-1';

describe('a gate’s page in a browser', function () {
  this.timeout(120_000);
  const stage = Stage.forStories();
  let wallet: WalletPage;
  let gate: Page;

  before(async () => {
    const { town, browser } = stage;
    wallet = await WalletPage.open(town, browser, PHONE);
    await wallet.signIn('clchan');
    await wallet.link();
    await eventually(() => town.gates.gate('hku', 'main-library-gate-1').view().online);
    gate = await stage.page({ viewport: SIZES.desktop });
    await gate.goto(new URL(GATE, town.gates.gatesPageUrl).href);
  });

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
    stage.town.clock.advance(4);
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
      await fits(gate);
    }
  });
});
