import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { linkTo } from '../../bin/tour/visitor.js';
import { openBrowser } from '../support/browser.js';
import { cookiesOf, type Story, tellStory } from '../support/gallery-story.js';
import { startTestHub, type TestHub } from '../support/hub.js';

const run = promisify(execFile);
/** Not a dependency: its lock file entries name "latest", which npm ci refuses. */
const LIGHTHOUSE = ['-y', 'lighthouse@12.8.2'];
const CHROME_FLAGS = '--headless=new --no-sandbox --disable-dev-shm-usage';

interface Audit {
  id: string;
  title: string;
  score: number | null;
}
interface Report {
  finalDisplayedUrl: string;
  categories: Record<string, { score: number; auditRefs: { id: string; weight: number }[] }>;
  audits: Record<string, Audit>;
}

describe('Lighthouse', function () {
  this.timeout(240_000);
  let town: TestHub;
  let browser: Browser;
  let story: Story;
  let folder: string;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'gatehouse-lighthouse-'));
    town = await startTestHub();
    browser = await openBrowser();
    story = await tellStory(town);
  });
  after(async () => {
    await browser?.close();
    await town?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const cookie = (cookies: readonly { name: string; value: string }[]) =>
    cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const ofPhone = () => cookie([{ name: 'gatehouse_phone_hku', value: story.phone }]);
  const ofAdmin = async () => cookie(await cookiesOf(story, 'hku', 'itadmin'));

  /** The cookie that a visitor's browser keeps once the link was opened. */
  async function ofVisitor(): Promise<string> {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(await linkTo(town, 'ines@visitors.test'));
    const kept = await context.cookies();
    await context.close();
    return cookie(kept);
  }

  const PAGES = [
    { name: 'landing', path: '/', as: async () => '' },
    { name: 'sign-in', path: '/hku/sign-in?to=/hku/wallet', as: async () => '' },
    { name: 'wallet', path: '/hku/wallet', as: async () => ofPhone() },
    { name: 'pass', path: '/hku/pass', as: ofVisitor },
    { name: 'console overview', path: '/hku/console', as: ofAdmin },
  ];

  for (const { name, path: at, as } of PAGES)
    it(`gives ${name} 100 for accessibility and 100 for best practices`, async () => {
      const report = await audit(at, await as());
      // A page that sent us elsewhere would have been audited in its place.
      if (name !== 'sign-in') expect(new URL(report.finalDisplayedUrl).pathname).to.equal(at);
      expect(missed(report)).to.deep.equal([]);
      const scores = Object.values(report.categories).map(({ score }) => score);
      expect(scores).to.deep.equal([1, 1]);
    });

  async function audit(at: string, cookies: string): Promise<Report> {
    const file = path.join(folder, 'report.json');
    const { CHROMIUM_PATH: CHROME_PATH = '/usr/bin/chromium' } = process.env;
    await run(
      'npx',
      [
        ...LIGHTHOUSE,
        town.hub.url + at,
        ...['--only-categories=accessibility,best-practices', '--output=json', `--output-path=${file}`],
        ...['--quiet', `--chrome-flags=${CHROME_FLAGS}`, '--max-wait-for-load=60000'],
        // Neither category looks at speed.
        ...['--throttling-method=provided', '--disable-full-page-screenshot'],
        ...(cookies === '' ? [] : [`--extra-headers=${JSON.stringify({ Cookie: cookies })}`]),
      ],
      { env: { ...process.env, CHROME_PATH }, cwd: folder, maxBuffer: 16 * 1_048_576 },
    );
    return JSON.parse(await readFile(file, 'utf8')) as Report;
  }

  function missed({ categories, audits }: Report): string[] {
    return Object.values(categories)
      .flatMap(({ auditRefs }) => auditRefs)
      .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 1)
      .map(({ id }) => `${id}: ${audits[id]?.title}`);
  }
});
