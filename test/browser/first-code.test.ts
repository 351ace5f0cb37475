import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { member } from '../../bin/tour/steps.js';
import { openBrowser } from '../support/browser.js';
import { openFirstCode } from '../support/first-code.js';
import { startTestHub, type TestHub } from '../support/hub.js';

/** How long it takes is measured by bench/first-code.bench.ts; what it needs is held here. */
describe('the first code of a wallet on a slow line', function () {
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

  it('comes in the page with its styles; one script of at most 40 kB is all that is asked for besides', async () => {
    const person = await member(town, 'hku', 'clchan');
    await person.unlink();
    const { body } = await person.link('Phone');
    const { requests, scripts } = await openFirstCode(browser, town, String(body['deviceToken']));
    // Where the step ends just then, the page asks for the next code once the first was drawn.
    const [page, ...files] = requests.filter((path) => !path.endsWith('/me/codes'));
    expect(page).to.equal('/hku/wallet');
    expect(files).to.deep.equal(['/assets/wallet.js']);
    expect(scripts.reduce((sum, text) => sum + gzipSync(text).length, 0)).to.be.within(1_000, 40_000);
  });
});
