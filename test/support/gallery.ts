import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Language } from '../../core/domain/languages.js';

export const WIDTHS = { phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 } } as const;
export const SCHEMES = ['light', 'dark'] as const;
/** One way to look at a page. */
export interface View {
  width: keyof typeof WIDTHS;
  scheme: (typeof SCHEMES)[number];
}
export const VIEWS: readonly View[] = (['phone', 'desktop'] as const).flatMap((width) =>
  SCHEMES.map((scheme) => ({ width, scheme })),
);
const LOCALES: Record<Language, string> = { en: 'en-GB', 'zh-Hant': 'zh-HK', 'zh-Hans': 'zh-CN' };

/** A browser that reads one language, and what went wrong in it. */
export class Reader {
  readonly errors: string[] = [];

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
  ) {
    page.on('console', (message) => {
      // A page that answers 4xx on purpose is told of by the browser as well.
      if (message.type() === 'error' && !/status of 4\d\d/.test(message.text()))
        this.errors.push(message.text());
    });
    page.on('pageerror', (error) => this.errors.push(error.message));
  }

  /** Its clock goes on from `now`, epoch milliseconds. */
  static async open(browser: Browser, language: Language, now: number): Promise<Reader> {
    const context = await browser.newContext({ locale: LOCALES[language], reducedMotion: 'reduce' });
    const page = await context.newPage();
    page.setDefaultTimeout(120_000);
    await page.clock.install({ time: now });
    return new Reader(context, page);
  }

  async look({ width, scheme }: View): Promise<void> {
    await this.page.setViewportSize(WIDTHS[width]);
    await this.page.emulateMedia({ colorScheme: scheme });
  }

  /** How far the page is wider than the screen. */
  async over(): Promise<number> {
    const script = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
    return (await this.page.evaluate(script)) as number;
  }

  /** What a reader sees, line by line, without what is marked as another language, as code, or as a person's own words. */
  async lines(language: Language): Promise<string[]> {
    const script = `(() => {
      const seen = [];
      const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let node = walk.nextNode(); node; node = walk.nextNode()) {
        const around = node.parentElement;
        if (around.closest('script, style, noscript, code, pre, kbd, samp, option, textarea, [translate="no"]')) continue;
        if (around.closest('[lang]')?.lang !== '${language}') continue;
        const text = node.textContent.replace(/\\s+/g, ' ').trim();
        if (text !== '') seen.push(text);
      }
      return seen;
    })()`;
    return (await this.page.evaluate(script)) as string[];
  }
}

/** Pixels; beyond it a page (the description of the API) is shown by its beginning. */
const TALLEST = 12_000;

/** Pictures of every view of every page under GALLERY_DIR, where that is set. */
export class Pictures {
  readonly #folder = process.env['GALLERY_DIR'];
  readonly #taken = new Map<string, string[]>();

  async take(page: Page, name: string, view: View, language: Language): Promise<void> {
    if (this.#folder === undefined) return;
    await mkdir(this.#folder, { recursive: true });
    const file = path.join(
      this.#folder,
      `${name}-${WIDTHS[view.width].width}-${view.scheme}-${language}.png`,
    );
    const height = (await page.evaluate('document.documentElement.scrollHeight')) as number;
    await page.screenshot({
      path: file,
      fullPage: height < TALLEST,
      animations: 'disabled',
      timeout: 120_000,
    });
    this.#taken.set(name, [...(this.#taken.get(name) ?? []), file]);
  }

  /** All views of a page in one picture, so that somebody can look at all of them. */
  async sheet(browser: Browser, name: string): Promise<void> {
    const files = this.#taken.get(name);
    if (this.#folder === undefined || !files) return;
    const cells = await Promise.all(
      [...files].sort().map(async (file) => {
        const data = (await readFile(file)).toString('base64');
        const wide = file.includes('-1440-') ? 560 : 300;
        return `<figure style="width:${wide}px"><img src="data:image/png;base64,${data}"><figcaption>${path.basename(file, '.png')}</figcaption></figure>`;
      }),
    );
    const page = await browser.newPage({ viewport: { width: 1800, height: 900 } });
    const style = `body{margin:8px;display:flex;flex-wrap:wrap;gap:8px;background:#888;font:11px sans-serif}
      figure{margin:0}img{width:100%;max-height:760px;object-fit:cover;object-position:top;display:block}`;
    const at = path.join(this.#folder, `sheet-${name}.html`);
    await writeFile(at, `<!doctype html><style>${style}</style>${cells.join('')}`);
    await page.goto(`file://${at}`);
    await page.screenshot({ path: path.join(this.#folder, `sheet-${name}.png`), fullPage: true });
    await page.close();
    await rm(at);
  }
}
