import type { Browser } from 'playwright-core';
import { eventually } from './eventually.js';
import type { TestHub } from './hub.js';

/** How a wallet opened; times in milliseconds since the navigation began. */
export interface Opened {
  /** The last byte of the page. */
  answered: number;
  /** First contentful paint. */
  painted: number;
  /** The frame in which the symbol was drawn. */
  drawn: number;
  /** What was asked for before that, by path. */
  requests: string[];
  /** The page's scripts, as they are. */
  scripts: string[];
}

const SLOW_4G = {
  offline: false,
  latency: 150,
  downloadThroughput: 1_638_400 / 8,
  uploadThroughput: 750_000 / 8,
};
const SLOWDOWN = 4;
/** Notes the first frame after the wallet says that its code is there. */
const WATCH = `
  const seen = () => document.querySelector('#wallet[data-state="ready"]');
  const watch = new MutationObserver(() => {
    if (!seen()) return;
    watch.disconnect();
    requestAnimationFrame(() => performance.mark('first-code'));
  });
  watch.observe(document, { subtree: true, childList: true, attributes: true });`;
const READ = `(() => {
  const [page] = performance.getEntriesByType('navigation');
  const [mark] = performance.getEntriesByName('first-code');
  const [paint] = performance.getEntriesByName('first-contentful-paint');
  return { answered: page.responseEnd, painted: paint?.startTime ?? 0, drawn: mark.startTime };
})()`;

/** A new phone with an empty cache opens the wallet. */
export async function openFirstCode(browser: Browser, town: TestHub, phone: string): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 3 });
  try {
    await context.addCookies([{ name: 'gatehouse_phone_hku', value: phone, url: town.hub.url }]);
    const page = await context.newPage();
    const line = await context.newCDPSession(page);
    await line.send('Network.enable');
    await line.send('Network.emulateNetworkConditions', SLOW_4G);
    await line.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
    await page.addInitScript(WATCH);
    const requests: string[] = [];
    const scripts: Promise<string>[] = [];
    page.on('request', (request) => requests.push(new URL(request.url()).pathname));
    page.on('response', (response) => {
      if (response.request().resourceType() === 'script') scripts.push(response.text());
    });
    await page.goto(`${town.hub.url}/hku/wallet`);
    await eventually(() => page.evaluate(`performance.getEntriesByName('first-code').length > 0`));
    const times = (await page.evaluate(READ)) as Pick<Opened, 'answered' | 'painted' | 'drawn'>;
    return { ...times, requests, scripts: await Promise.all(scripts) };
  } finally {
    await context.close();
  }
}

export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}
