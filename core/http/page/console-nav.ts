import { type Language, type Localized, localized } from '../../domain/languages.js';
import type { NavLink } from './layout.js';

/** What every page for admins leads to: the hub's own pages, then those that plugins bring. */
export interface ConsolePage {
  title: Localized;
  /** The page's path, without a query. */
  href: string;
}

/** Plugins of a campus, then what waits to be done. */
function ownPages(slug: string): ConsolePage[] {
  return [
    {
      title: { en: 'Plugins', 'zh-Hant': '外掛程式', 'zh-Hans': '插件' },
      href: `/${slug}/console/plugins`,
    },
    { title: { en: 'Jobs', 'zh-Hant': '工作', 'zh-Hans': '任务' }, href: `/${slug}/console/jobs` },
  ];
}

/** The one nav of a campus's console; `brought` are the pages of plugins that run. */
export function consoleNav(
  slug: string,
  language: Language,
  brought: readonly ConsolePage[],
  current: string,
): NavLink[] {
  return [...ownPages(slug), ...brought].map(({ title, href }) => ({
    href,
    label: localized(title, language),
    current: href === current,
  }));
}
