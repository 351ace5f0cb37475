import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium, type Page } from 'playwright-core';

const run = promisify(execFile);
const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** Quiet: no look-ups of its own, and no sandbox, which needs rights that a container's root has not. */
const FLAGS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--no-first-run',
];

/** Chromium of this machine: CHROMIUM_PATH, else where Debian puts it. */
export function openBrowser(): Promise<Browser> {
  const { CHROMIUM_PATH: executablePath = '/usr/bin/chromium' } = process.env;
  return chromium.launch({ executablePath, args: FLAGS });
}

/** What a reader sees: every bar code in a screenshot of the page, by zbarimg. Empty when there is none. */
export async function codesOnScreen(page: Page): Promise<string[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'gatehouse-screen-'));
  try {
    const file = path.join(folder, 'screen.png');
    await page.screenshot({ path: file });
    const { stdout } = await run('zbarimg', ['-q', '--nodbus', '--raw', file]);
    return stdout.split('\n').filter((line) => line !== '');
  } catch (error) {
    // zbarimg ends with 4 when it found nothing.
    if ((error as { code?: unknown }).code === 4) return [];
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What axe-core finds against WCAG 2.2 A and AA and its best practices, one line each: rule, and where. */
export async function accessibilityFindings(page: Page): Promise<string[]> {
  // Evaluated and not added as a tag: the page's own policy forbids foreign scripts.
  await page.evaluate(await readFile(axePath, 'utf8'));
  const results = await page.evaluate(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })`,
  );
  const { violations } = results as { violations: { id: string; nodes: { target: string[] }[] }[] };
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}
