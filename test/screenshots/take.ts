// Renews docs/images/ from real Chromium: the demo with phone, gate and verdict, and the console's overview. The people,
// the order of events and the sizes are the same each time; the code and the times of the day are those of the hour.
import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../support/browser.js';
import { eventually } from '../support/eventually.js';
import { cookiesOf, type Story, tellStory } from '../support/gallery-story.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { stopServer } from '../support/postgres-server.js';

const IMAGES = fileURLToPath(new URL('../../../docs/images/', import.meta.url));
/** A page of the README loads on a phone as well. */
const MOST_BYTES = 300_000;
const LONG = { timeout: 120_000 };

const town = await startTestHub();
const browser = await openBrowser();
try {
  await mkdir(IMAGES, { recursive: true });
  // First: the story links phones of its own.
  await takeDemo(browser, town);
  await takeOverview(browser, await tellStory(town));
} finally {
  await browser.close();
  await town.stop();
  await stopServer();
}

/** The first passage of the demo: the phone is held to the gate, and the gate opens. */
async function takeDemo(from: Browser, hub: TestHub): Promise<void> {
  await eventually(() => hub.gates.gate('hku', 'main-library-gate-1').view().online);
  const context = await from.newContext({ viewport: { width: 1280, height: 860 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(`${hub.hub.url}/demo/hku`);
  await holdToReader(page, hub.demo.password);
  await save(page, 'demo.png');
  await context.close();
}

async function holdToReader(page: Page, password: string): Promise<void> {
  const phone = page.frameLocator('iframe');
  await phone.locator('input[type="password"]').fill(password, LONG);
  await phone.locator('form button[type="submit"]').first().click();
  await phone.locator('#accept').check(LONG);
  await phone.locator('form[action$="/wallet"] button[type="submit"]').click();
  await phone.locator('.has-code').waitFor(LONG);
  await page.click('[data-part="hold"]');
  await page.locator('.unit[data-light="green"]').waitFor(LONG);
}

async function takeOverview(from: Browser, story: Story): Promise<void> {
  const context = await from.newContext({ viewport: { width: 1280, height: 860 }, reducedMotion: 'reduce' });
  await context.addCookies(await cookiesOf(story, 'hku', 'itadmin'));
  const page = await context.newPage();
  await page.goto(`${story.town.hub.url}/hku/console`);
  await save(page, 'console-overview.png');
  await context.close();
}

async function save(page: Page, name: string): Promise<void> {
  const file = path.join(IMAGES, name);
  await page.screenshot({ path: file, animations: 'disabled', caret: 'hide' });
  const { size } = await stat(file);
  if (size > MOST_BYTES) throw new Error(`${name} has ${size} bytes; at most ${MOST_BYTES} are meant to be.`);
  process.stdout.write(`${name}: ${Math.round(size / 1000)} kB\n`);
}
