import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { accessibilityFindings, codesOnScreen, openBrowser } from '../support/browser.js';
import { eventually } from '../support/eventually.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { DESKTOP, PHONE, WalletPage } from './wallet-page.js';

/** Bytes of script that a phone on a slow network may be sent (design section 11). */
const SCRIPT_LIMIT = 40_000;

describe('wallet in a browser', function () {
  this.timeout(120_000);
  let hub: TestHub;
  let browser: Browser;
  let wallet: WalletPage;

  before(async () => {
    hub = await startTestHub();
    browser = await openBrowser();
    wallet = await WalletPage.open(hub, browser, PHONE);
    await wallet.signIn('clchan');
  });
  after(async () => {
    await browser?.close();
    await hub?.stop();
  });
  afterEach(() => expect(wallet.errors).to.deep.equal([]));

  const library = () => hub.gates.gate('hku', 'main-library-gate-1');
  /** What the Main Library's gate answers, by MQTT. */
  const decide = async (code: string) => (await library().scan(code)).reason;
  const onlyCode = async () => {
    const codes = await codesOnScreen(wallet.page);
    expect(codes).to.have.length(1);
    return codes[0] ?? '';
  };

  it('links the phone with the notices accepted; the code on its screen opens a gate, once', async () => {
    expect(await accessibilityFindings(wallet.page)).to.deep.equal([]);
    // The first code comes with the page, so it is seen without asking for it.
    await wallet.page.route('**/me/codes', (route) => route.abort());
    await wallet.link();
    await wallet.page.unroute('**/me/codes');
    await wallet.earlyInStep();
    const code = await onlyCode();
    expect(code).to.match(/^GH1[A-Z2-7]+$/);
    await eventually(() => library().view().online);
    expect(await decide(code)).to.equal('permitted');
    // Within 3 s a device that asks again gets the same answer.
    hub.clock.advance(4);
    expect(await decide(code)).to.equal('already_used');
    expect(await accessibilityFindings(wallet.page)).to.deep.equal([]);
  });

  it('shows the next code at the step end, with one request, and the gate takes it', async () => {
    const before = await onlyCode();
    const asked = wallet.asked.length;
    await wallet.pass(30);
    const after = await eventually(async () => {
      const [code] = await codesOnScreen(wallet.page);
      return code !== before && code;
    });
    expect(wallet.asked).to.have.length(asked + 1);
    expect(await decide(after)).to.equal('permitted');
  });

  it('keeps the code out of address, title, storage and document', async () => {
    const code = await onlyCode();
    const kept = await wallet.page.evaluate(
      `[location.href, document.title, document.documentElement.outerHTML, JSON.stringify({ ...localStorage, ...sessionStorage })].join('\\n')`,
    );
    expect(String(kept)).not.to.contain(code);
  });

  it('shows the code that the hub drew until the script comes, and no longer than it holds', async () => {
    await wallet.page.route('**/wallet.js*', (request) => request.abort());
    await wallet.open('/wallet');
    const first = wallet.page.locator('[data-part="first"]');
    const code = await onlyCode();
    expect(await decide(code)).to.equal('permitted');
    await wallet.page.evaluate(`document.querySelector('[data-part="first"]').setCurrentTime(30)`);
    expect(await codesOnScreen(wallet.page)).to.deep.equal([]);
    await wallet.page.unroute('**/wallet.js*');
    await wallet.open('/wallet');
    await wallet.ready();
    expect(await first.count()).to.equal(0);
  });

  it('draws every module in whole device pixels, in black and white alone', async () => {
    const sizes = (await wallet.page.evaluate(
      `(() => { const canvas = document.querySelector('canvas'); return { pixels: canvas.width, shown: canvas.getBoundingClientRect().width * devicePixelRatio,
        colours: [...new Set(new Uint32Array(canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.buffer))].length }; })()`,
    )) as { pixels: number; shown: number; colours: number };
    expect(sizes.shown).to.be.closeTo(sizes.pixels, 0.01);
    expect(sizes.colours).to.equal(2);
  });

  it('enlarges the code to the width of the screen and back by the keyboard', async () => {
    const width = async () => (await wallet.page.locator('canvas').boundingBox())?.width ?? 0;
    const normal = await width();
    await wallet.page.getByRole('button', { name: 'Enlarge' }).click();
    const large = await eventually(async () => (await width()) > normal && width());
    expect(large).to.be.above(350);
    expect(await onlyCode()).to.match(/^GH1/);
    expect(await accessibilityFindings(wallet.page)).to.deep.equal([]);
    await wallet.page.keyboard.press('Escape');
    await eventually(async () => (await width()) === normal);
    expect(await wallet.page.evaluate('document.activeElement.textContent')).to.contain('Enlarge');
  });

  it('pauses when nobody looks and resumes at once', async () => {
    await wallet.look(false);
    await wallet.state('paused');
    expect(await codesOnScreen(wallet.page)).to.deep.equal([]);
    const asked = wallet.asked.length;
    await wallet.pass(95);
    expect(wallet.asked).to.have.length(asked);
    await wallet.look(true);
    await wallet.ready();
    expect(wallet.asked).to.have.length(asked + 1);
    expect(await decide(await onlyCode())).to.equal('permitted');
  });

  it('says calmly that there is no connection, takes the old code away, and comes back by itself', async () => {
    await wallet.page.context().setOffline(true);
    await wallet.pass(30);
    await wallet.state('unreachable');
    await wallet.page.clock.runFor(6000);
    await wallet.page.locator('#wallet:not(.has-code)').waitFor();
    expect(await codesOnScreen(wallet.page)).to.deep.equal([]);
    expect(await wallet.page.getByRole('status').textContent()).to.equal(
      'No connection just now. Trying again.',
    );
    await wallet.page.context().setOffline(false);
    await wallet.ready();
    await onlyCode();
  });

  it('stands on white in dark mode, in every language, on a phone and on a desk', async () => {
    await wallet.page.emulateMedia({ colorScheme: 'dark' });
    for (const [size, query] of [
      [PHONE.viewport, '?lang=zh-Hant'],
      [DESKTOP.viewport, '?lang=zh-Hans'],
      [PHONE.viewport, '?lang=en'],
    ] as const) {
      if (size) await wallet.page.setViewportSize(size);
      await wallet.open(`/wallet${query}`);
      await wallet.ready();
      await onlyCode();
      expect(await accessibilityFindings(wallet.page), query).to.deep.equal([]);
      expect(await wallet.page.locator('html').getAttribute('lang')).to.equal(query.slice(6));
    }
    await wallet.page.emulateMedia({ colorScheme: 'light' });
  });

  it('never scrolls sideways from 320 to 1440 pixels', async () => {
    for (const width of [320, 390, 768, 1440]) {
      await wallet.page.setViewportSize({ width, height: 800 });
      for (const path of ['/wallet', '/wallet/settings', '/portal/linked-device']) {
        await wallet.open(path);
        const over = await wallet.page.evaluate(
          'document.documentElement.scrollWidth - document.documentElement.clientWidth',
        );
        expect(over, `${path} at ${width}`).to.equal(0);
      }
    }
    await wallet.page.setViewportSize({ width: 390, height: 844 });
  });

  it('tells a desk browser that a phone is linked, logs it out there, and the phone stops by itself', async () => {
    await wallet.open('/wallet');
    await wallet.ready();
    await wallet.earlyInStep();
    const shown = await onlyCode();
    const desk = await WalletPage.open(hub, browser, DESKTOP);
    await desk.signIn('clchan');
    await desk.page.getByRole('heading', { name: 'Another phone is linked' }).waitFor();
    expect(await accessibilityFindings(desk.page)).to.deep.equal([]);
    await desk.page.getByRole('link', { name: 'Log the other phone out' }).click();
    await desk.page.getByRole('heading', { name: 'Linked device' }).waitFor();
    expect(await accessibilityFindings(desk.page)).to.deep.equal([]);
    await desk.page.getByRole('link', { name: 'Log this phone out' }).click();
    await desk.page.getByRole('heading', { name: 'Log the phone out?' }).waitFor();
    expect(await accessibilityFindings(desk.page)).to.deep.equal([]);
    await desk.page.getByRole('button', { name: 'Log out', exact: true }).click();
    await desk.page.getByText('The phone is logged out').waitFor();
    expect(await decide(shown)).to.equal('superseded');
    await desk.close();
    // Who reports a phone lost must not find it signed in either: it stands at the sign-in page.
    await wallet.pass(30);
    await wallet.page.locator('[autocomplete="username"]').waitFor();
    expect(await codesOnScreen(wallet.page)).to.deep.equal([]);
  });

  it('says without script that codes need it, and does everything else', async () => {
    const plain = await WalletPage.open(hub, browser, { ...PHONE, javaScriptEnabled: false });
    await plain.signIn('clchan');
    await plain.page.locator('#accept').check();
    await plain.page.getByRole('button', { name: 'Link this phone' }).click();
    // Text in noscript is found by its element only.
    await plain.page.locator('noscript p').waitFor();
    expect(await plain.page.locator('#wallet').isVisible()).to.equal(false);
    await plain.page.getByRole('link', { name: 'Linked device' }).click();
    await plain.page.getByRole('link', { name: 'Log out this phone' }).click();
    await plain.page.getByRole('button', { name: 'Log out', exact: true }).click();
    await plain.page.getByRole('heading', { name: 'This phone is logged out' }).waitFor();
    await plain.close();
  });

  it('sends a phone at most 40 kB of script', () => {
    const script = readFileSync(new URL('../../public/wallet.js', import.meta.url));
    expect(gzipSync(script).length).to.be.below(SCRIPT_LIMIT);
  });
});
