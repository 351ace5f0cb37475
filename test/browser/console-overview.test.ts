import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { accessibilityFindings } from '../support/browser.js';
import { eventually } from '../support/eventually.js';
import { isCalm, SIZES, Stage } from './stage.js';

describe('the console’s overview and events in a browser', function () {
  this.timeout(180_000);
  const stage = Stage.forStories();

  const open = async (
    login: string,
    path: string,
    look: { size: keyof typeof SIZES; colorScheme?: 'light' | 'dark'; javaScriptEnabled?: boolean },
  ): Promise<Page> => {
    const { size, ...options } = look;
    const page = await stage.page({ viewport: SIZES[size], ...options });
    if (options.javaScriptEnabled !== false) await page.clock.install();
    await stage.signIn(page, login, path);
    return page;
  };
  const scan = (text: string) => stage.town.gates.gate('hku', 'chi-wah-gates').scan(text, 'chi-wah-2f');

  it('a guard sees a refused scan arrive, reads why, and can hold the list still', async () => {
    const page = await open('ahleung', '/hku/console/events', { size: 'desktop' });
    await scan('not a code of ours');
    await eventually(async () => (await page.textContent('#live-decisions'))?.includes('(unreadable)'));
    expect(await page.textContent('#live-decisions tr')).to.contain('Access gates, 2/F');
    expect(await accessibilityFindings(page)).to.deep.equal([]);
    await page.click('#live-pause');
    expect(await page.textContent('#live-pause')).to.equal('Go on');
    await page.click('#live-decisions a');
    await page.waitForURL('**/console/events/*');
    expect(await page.textContent('main')).to.contain('The text was no code of ours');
    expect(await accessibilityFindings(page)).to.deep.equal([]);
    await page.context().close();
  });

  it('the numbers of the overview grow by themselves, and an open table stays open', async () => {
    await scan('so that there is a chart');
    const page = await open('itadmin', '/hku/console', { size: 'desktop' });
    const shown = async () => Number(await page.textContent('[data-now="decisions"] .numeric'));
    // The hub counts every ten seconds of its own, the page asks every ten of the browser's.
    const grown = async (than: number) =>
      eventually(async () => {
        await page.clock.runFor(10_500);
        return (await shown()) > than;
      });
    await grown(0);
    await page.click('#chart-table summary');
    const before = await shown();
    await page.focus('h1, main');
    await scan('one more');
    await grown(before);
    expect(await page.isVisible('#chart-table table')).to.equal(true);
    await page.context().close();
  });

  for (const [size, colorScheme, ...languages] of [
    ['phone', 'light', 'en', 'zh-Hant'],
    ['phone', 'dark', 'zh-Hans'],
    ['desktop', 'light', 'zh-Hans'],
    ['desktop', 'dark', 'en', 'zh-Hant'],
  ] as const) {
    it(`overview and events at ${size} width, ${colorScheme}, ${languages.join(' and ')}: fit, and axe finds nothing`, async () => {
      const page = await open('itadmin', '/hku/console', { size, colorScheme });
      for (const language of languages) {
        for (const path of ['/hku/console', '/hku/console/events?', '/hku/console/events?outcome=deny&']) {
          await page.goto(`${stage.town.hub.url}${path}${path.includes('?') ? '' : '?'}lang=${language}`);
          await isCalm(page);
        }
      }
      await page.context().close();
    });
  }

  it('ten pages stand behind one name on a phone, and beside each other on a desk', async () => {
    const page = await open('itadmin', '/hku/console', { size: 'phone' });
    expect(await page.isVisible('.site-nav')).to.equal(false);
    await page.click('.site-menu summary');
    await isCalm(page);
    await page.click('.site-menu >> text=Audit');
    await page.waitForURL('**/console/audit');
    await page.setViewportSize(SIZES.desktop);
    expect(await page.isVisible('.site-menu')).to.equal(false);
    expect(await page.textContent('.site-nav [aria-current="page"]')).to.equal('Audit');
    await page.context().close();
  });

  it('without script the overview is whole and a search finds', async () => {
    const page = await open('itadmin', '/hku/console', { size: 'desktop', javaScriptEnabled: false });
    expect(await page.textContent('main')).to.contain('Reload the page for newer numbers.');
    await page.click('.site-nav >> text=Events');
    await page.click('.event-filter summary');
    await page.selectOption('#reason', 'unreadable');
    await page.click('.event-filter button[type=submit]');
    await page.waitForURL('**reason=unreadable**');
    expect(await page.textContent('tbody')).to.contain('(unreadable)');
    await page.context().close();
  });
});
