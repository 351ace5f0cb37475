import type { Browser } from 'playwright-core';
import { eventually } from './eventually.js';
import type { TestHub } from './hub.js';

/** How a wallet opened; times in milliseconds since the navigation began. */
export interface Opened {
  /** The last byte of the page. */
  answered: number;
  /** First contentful paint. */
  painted: number;
  /** The frame in which the symbol could be read: the hub's own, which the page brings. */
  drawn: number;
  /** The frame in which the script had drawn it anew and counts it down. */
  live: number;
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
/**
 * Notes the first frame with the hub's symbol, and the first after the script has drawn it anew. A page shows no frame, and
 * calls nobody for one, before its styles are there.
 */
const WATCH = `
  const marks = { drawn: '[data-part="first"] path', live: '#wallet[data-state="ready"]' };
  const note = () => {
    for (const [name, selector] of Object.entries(marks)) {
      if (!document.querySelector(selector)) continue;
      delete marks[name];
      requestAnimationFrame(() => performance.mark(name));
    }
  };
  new MutationObserver(note).observe(document, { subtree: true, childList: true, attributes: true });`;
const READ = `(() => {
  const at = (name) => performance.getEntriesByName(name)[0]?.startTime ?? NaN;
  const [page] = performance.getEntriesByType('navigation');
  const painted = at('first-contentful-paint');
  return { answered: page.responseEnd, painted, drawn: Math.max(painted, at('drawn')), live: at('live') };
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
    await eventually(() => page.evaluate(`performance.getEntriesByName('live').length > 0`));
    const times = (await page.evaluate(READ)) as Omit<Opened, 'requests' | 'scripts'>;
    return { ...times, requests, scripts: await Promise.all(scripts) };
  } finally {
    await context.close();
  }
}

export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}
