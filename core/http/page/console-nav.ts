import { type Language, type Localized, localized } from '../../domain/languages.js';
import type { StaffRole } from '../../domain/roles.js';
import type { NavLink } from './layout.js';

/** A page of the console: its address below the campus, its name, and whose it is. Routes and nav read the same list. */
interface OwnPage {
  path: string;
  title: Localized;
  roles: readonly StaffRole[];
}

/** The hub's own pages of the console, in the order of the nav. */
export const CONSOLE_PAGES = {
  overview: {
    path: 'console',
    title: { en: 'Overview', 'zh-Hant': '概覽', 'zh-Hans': '概览' },
    roles: ['admin', 'auditor', 'guard', 'help_desk', 'area_owner'],
  },
  events: {
    path: 'console/events',
    title: { en: 'Events', 'zh-Hant': '事件', 'zh-Hans': '事件' },
    roles: ['admin', 'auditor', 'guard', 'area_owner'],
  },
  people: {
    path: 'console/people',
    title: { en: 'People', 'zh-Hant': '人員', 'zh-Hans': '人员' },
    roles: ['admin', 'help_desk'],
  },
  visits: {
    path: 'console/visits',
    title: { en: 'Visits', 'zh-Hant': '訪客預約', 'zh-Hans': '访客预约' },
    roles: ['admin', 'approver', 'guard'],
  },
  messages: {
    path: 'console/messages',
    title: { en: 'Messages', 'zh-Hant': '訊息', 'zh-Hans': '消息' },
    roles: ['admin', 'help_desk'],
  },
  places: {
    path: 'console/places',
    title: { en: 'Places and devices', 'zh-Hant': '地點與裝置', 'zh-Hans': '地点与设备' },
    roles: ['admin', 'auditor', 'guard', 'area_owner'],
  },
  rules: {
    path: 'console/rules',
    title: { en: 'Rules', 'zh-Hant': '規則', 'zh-Hans': '规则' },
    roles: ['admin', 'auditor', 'area_owner'],
  },
  plugins: {
    path: 'console/plugins',
    title: { en: 'Plugins', 'zh-Hant': '外掛程式', 'zh-Hans': '插件' },
    roles: ['admin'],
  },
  jobs: {
    path: 'console/jobs',
    title: { en: 'Jobs', 'zh-Hant': '工作', 'zh-Hans': '任务' },
    roles: ['admin'],
  },
  audit: {
    path: 'console/audit',
    title: { en: 'Audit', 'zh-Hant': '稽核紀錄', 'zh-Hans': '审计记录' },
    roles: ['admin', 'auditor'],
  },
} as const satisfies Record<string, OwnPage>;
export type ConsolePageName = keyof typeof CONSOLE_PAGES;

/** A page that a plugin brings, for admins. */
export interface ConsolePage {
  title: Localized;
  /** The page's path, without a query. */
  href: string;
}

export interface NavAsk {
  slug: string;
  language: Language;
  /** Of who looks: only pages of these roles are named. */
  roles: readonly string[];
  /** Pages of plugins that run. */
  brought: readonly ConsolePage[];
  /** Path of the page that is shown. */
  current: string;
}

/** The one nav of a campus's console: the hub's own pages, then, for admins, those of plugins. */
export function consoleNav({ slug, language, roles, brought, current }: NavAsk): NavLink[] {
  const own = Object.values<OwnPage>(CONSOLE_PAGES)
    .filter((page) => page.roles.some((role) => roles.includes(role)))
    .map(({ path, title }) => ({ href: `/${slug}/${path}`, title }));
  return [...own, ...(roles.includes('admin') ? brought : [])].map(({ title, href }) => ({
    href,
    label: localized(title, language),
    current: href === current,
  }));
}

/** Where somebody with these roles begins; undefined for who has no page of the console. */
export function consoleHome(slug: string, roles: readonly string[]): string | undefined {
  const page = Object.values<OwnPage>(CONSOLE_PAGES).find((one) =>
    one.roles.some((role) => roles.includes(role)),
  );
  return page && `/${slug}/${page.path}`;
}
