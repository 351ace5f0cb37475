import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { LANGUAGES, type Language } from '../../core/domain/languages.js';
import { accessibilityFindings, openBrowser } from '../support/browser.js';
import { Pictures, Reader, VIEWS, type View } from '../support/gallery.js';
import { cookiesOf, type Story, tellStory } from '../support/gallery-story.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { untranslated } from '../support/untranslated.js';
import { type GalleryPage, NO_PAGES, PAGES } from './gallery-pages.js';

describe('the gallery of all pages', function () {
  this.timeout(300_000);
  let town: TestHub;
  let browser: Browser;
  let story: Story;
  const readers = new Map<Language, Reader>();
  const pictures = new Pictures();

  before(async () => {
    town = await startTestHub();
    browser = await openBrowser();
    story = await tellStory(town);
    for (const language of LANGUAGES)
      readers.set(language, await Reader.open(browser, language, town.clock.now()));
  });
  after(async () => {
    await browser?.close();
    await town?.stop();
  });

  it('every page that the hub answers has its place here', () => {
    const routes = town.hub.routes
      .routes()
      .filter(({ method, path }) => method === 'get' && !path.startsWith('/api/v1/'))
      .map(({ path }) => path.replace(/\/(hku|hkust-gz)(?=\/)/, '/{campus}'));
    const known = new Set([...PAGES.map(({ route }) => route), ...NO_PAGES]);
    expect([...new Set(routes)].filter((route) => !known.has(route))).to.deep.equal([]);
  });

  for (const page of PAGES)
    it(`${page.name} fits phone and desktop, light and dark, speaks its languages, and axe finds nothing`, async () => {
      const languages = page.languages ?? LANGUAGES;
      const findings: string[] = [];
      for (const found of await Promise.all(languages.map((language) => lookAt(page, language, languages))))
        findings.push(...found);
      await pictures.sheet(browser, page.name);
      expect(findings).to.deep.equal([]);
    });

  async function lookAt(
    page: GalleryPage,
    language: Language,
    languages: readonly Language[],
  ): Promise<string[]> {
    const reader = readers.get(language);
    if (!reader) return [`nobody reads ${language}`];
    reader.errors.splice(0);
    const findings = await open(reader, page, language);
    for (const view of VIEWS) {
      await reader.look(view);
      const over = await reader.over();
      if (over !== 0) findings.push(`${over} px too wide on a ${view.width} in ${language}`);
      if (isForAxe(view, language, languages))
        for (const found of await accessibilityFindings(reader.page))
          findings.push(`${found} (${view.width}, ${view.scheme}, ${language})`);
      await pictures.take(reader.page, page.name, view, language);
    }
    return [...findings, ...reader.errors];
  }

  async function open(reader: Reader, page: GalleryPage, language: Language): Promise<string[]> {
    const { context, page: tab } = reader;
    await reader.look({ width: 'phone', scheme: 'light' });
    await context.clearCookies();
    await context.addCookies(await cookies(page));
    if (page.opens) await tab.goto(page.opens(story));
    const answer = await tab.goto(town.hub.url + (page.at?.(story) ?? addressOf(page)));
    if (page.ready) await tab.locator(page.ready).waitFor();
    // A page that renews itself would do so in the middle of a look.
    if (answer?.headers()['refresh'] !== undefined) await tab.evaluate('window.stop()');
    const findings: string[] = [];
    if (answer?.status() !== (page.status ?? 200))
      findings.push(`answered ${answer?.status()} in ${language}`);
    const lang = await tab.evaluate('document.documentElement.lang');
    if (lang !== language) findings.push(`lang is ${String(lang)} where ${language} was asked for`);
    const lines = page.mixed ? [] : await reader.lines(language);
    for (const line of untranslated(language, lines)) findings.push(`not in ${language}: ${line}`);
    return findings;
  }

  function addressOf({ route, campus = 'hku' }: GalleryPage): string {
    const ids: Record<string, string> = { ...story.ids, campus };
    return route.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? '');
  }

  async function cookies({ who, campus = 'hku' }: GalleryPage) {
    if (who === undefined) return [];
    if (who !== 'phone') return cookiesOf(story, campus, who);
    return [{ name: `gatehouse_phone_${campus}`, value: story.phone, url: town.hub.url }];
  }

  function isForAxe({ width, scheme }: View, language: Language, languages: readonly Language[]): boolean {
    return width === 'phone'
      ? scheme === 'light' && language === languages[0]
      : scheme === 'dark' && language === languages[1];
  }
});
