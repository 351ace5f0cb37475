import type { CampusFile } from '../../campus-file/schema.js';
import { FEEDBACK, type PAGE_TOPICS } from '../../campus-file/sections/help.js';
import { LANGUAGES, type Language, type Localized, localized } from '../../domain/languages.js';
import { campusStyleHref } from './campus-style.js';
import { template } from './template.js';
import { LAYOUT_WORDS, type LayoutWords } from './words/index.js';

/** What a page brings; the frame around it is the same everywhere. A page of no campus says whom to ask on each. */
export type Page = PageOfAny &
  ({ campus: CampusFile } | { campus: CampusFile | null; campuses: readonly CampusFile[] });

interface PageOfAny {
  /** The campus file as applied: name, colour, languages, contacts and links. Null on pages of no campus. */
  campus: CampusFile | null;
  /** Every campus of this hub; needed where `campus` is null. */
  campuses?: readonly CampusFile[];
  /** What the page is about: whom to ask about that stands first, the others behind a line that opens. */
  topics?: readonly PageTopic[];
  language: Language;
  /** Plain text; the campus's name is added to it. */
  title: string;
  /** HTML of a template: whoever made it has escaped what came from outside. */
  body: string;
  /** Where the name at the top leads; absent: nowhere. */
  home?: string;
  nav?: readonly NavLink[];
  /** `roles` as words; `signOut` takes a POST. */
  account?: { name: string; roles?: string; signOut?: string } | null;
  /** Names of islands: `wallet` is /assets/wallet.js. */
  scripts?: readonly string[];
  /** Addresses of stylesheets beyond base.css and the campus's own. */
  styles?: readonly string[];
  /** Instead of all stylesheets. The answer names its `source` as `styleSource`. */
  stylesInPage?: StylesInPage;
  /** Id of the element that the first paint waits for (HTML, `rel=expect`). */
  paintedWith?: string;
  /** Added to the list in the footer, before the campus's own links. */
  footer?: readonly { label: string; href: string }[];
  /** A class on the body, for the page's own stylesheet. */
  kind?: string;
}

/** Styles that stand in the page, and how its Content-Security-Policy names them. */
export interface StylesInPage {
  text: string;
  source: string;
}

export type PageTopic = (typeof PAGE_TOPICS)[number];

export interface NavLink {
  href: string;
  label: string;
  current?: boolean;
}

interface View {
  language: Language;
  words: LayoutWords;
  title: string;
  body: string;
  kind: string;
  colour: string | null;
  brand: { mark: string; name: string; home: string | null };
  styles: readonly string[];
  styleText: string | null;
  paintedWith: string | null;
  scripts: readonly string[];
  nav: { href: string; label: string; current: boolean }[];
  /** What stands for the nav on a narrow screen, where it is long: the name of the page. */
  menu: string | null;
  languages: { tag: Language; short: string; name: string; current: boolean }[];
  account: { name: string; roles: string | null; signOut: string | null } | null;
  /** Of the page's campus, or of each. */
  help: Help[];
  links: { label: string; href: string }[];
}

interface Help {
  /** Null where there is only the page's own campus. */
  campus: string | null;
  contacts: Contact[];
  others: Contact[];
}

interface Contact {
  name: string;
  lines: ContactLine[];
}

interface ContactLine {
  text: string;
  href: string | null;
}

/** How each language names itself; `short` is the beginning of it, for narrow screens. */
const NATIVE: Record<Language, { short: string; name: string }> = {
  en: { short: 'EN', name: 'English' },
  'zh-Hant': { short: '繁', name: '繁體中文' },
  'zh-Hans': { short: '简', name: '简体中文' },
};

const layout = template<View>(new URL('./layout.hbs', import.meta.url));

/** A whole HTML document: head, header with the language switch, the page's body, footer with help and policies. */
export function renderPage(page: Page): string {
  return layout(viewOf(page));
}

function viewOf(page: Page): View {
  const { campus, language } = page;
  const say = (text: Localized) => localized(text, language);
  return {
    language,
    words: LAYOUT_WORDS[language],
    title: campus ? `${page.title} · ${say(campus.campus.name)}` : page.title,
    body: page.body,
    kind: page.kind ?? '',
    colour: campus?.branding.colour ?? null,
    brand: { ...brandOf(campus, say), home: page.home ?? null },
    styles: page.stylesInPage ? [] : stylesOf(page),
    styleText: page.stylesInPage?.text ?? null,
    paintedWith: page.paintedWith ?? null,
    scripts: (page.scripts ?? []).map((name) => `/assets/${name}.js`),
    nav: (page.nav ?? []).map(({ href, label, current = false }) => ({ href, label, current })),
    menu: menuOf(page),
    languages: languagesOf(campus, language),
    account: accountOf(page),
    help: helpOf(page, say),
    links: [...(page.footer ?? []), ...footerLinks(campus, say), ...feedbackLinks(page, say)],
  };
}

function stylesOf({ campus, styles = [] }: Page): string[] {
  return ['/assets/styles/base.css', ...(campus ? [campusStyleHref(campus)] : []), ...styles];
}

/** More than these do not fit beside each other on a phone. */
const SHORT_NAV = 3;

/** Only the console has the style for it; navs of other pages are short. */
function menuOf({ nav = [], kind, language }: Page): string | null {
  if (kind !== 'console' || nav.length <= SHORT_NAV) return null;
  return nav.find(({ current }) => current)?.label ?? LAYOUT_WORDS[language].pages;
}

function accountOf({ account }: Page): View['account'] {
  return account
    ? { name: account.name, roles: account.roles ?? null, signOut: account.signOut ?? null }
    : null;
}

function brandOf(campus: CampusFile | null, say: (text: Localized) => string) {
  if (!campus) return { mark: 'G', name: 'Gatehouse' };
  return { mark: campus.branding.logoText, name: say(campus.campus.name) };
}

function languagesOf(campus: CampusFile | null, current: Language): View['languages'] {
  const tags = campus?.campus.languages ?? LANGUAGES;
  return tags.map((tag) => ({ tag, ...NATIVE[tag], current: tag === current }));
}

function helpOf({ campus, campuses = [], topics = [] }: Page, say: (text: Localized) => string): Help[] {
  if (campus) return [{ campus: null, ...contactsOf(campus, topics, say) }];
  return campuses.map((one) => ({ campus: say(one.campus.name), ...contactsOf(one, [], say) }));
}

/** Whom to ask about the page's topics, and the others. Where nobody is named for them, nobody is put behind. */
function contactsOf(
  { contacts }: CampusFile,
  topics: readonly PageTopic[],
  say: (text: Localized) => string,
): Omit<Help, 'campus'> {
  const view = (contact: CampusFile['contacts'][number]) => ({
    name: say(contact.name),
    lines: contactLines(contact, say),
  });
  const first = contacts.filter(({ about = [] }) => about.some((topic) => topics.includes(topic)));
  if (first.length === 0) return { contacts: contacts.map(view), others: [] };
  return {
    contacts: first.map(view),
    others: contacts.filter((contact) => !first.includes(contact)).map(view),
  };
}

/** Telephone, mail, hours and advice of a contact, each as a line, the first two as links. */
export function contactLines(
  contact: Partial<Pick<CampusFile['contacts'][number], 'phone' | 'email' | 'hours' | 'advice'>>,
  say: (text: Localized) => string,
): ContactLine[] {
  const { phone, email, hours, advice } = contact;
  return [
    ...(phone ? [{ text: phone, href: `tel:${phone.replace(/[^+\d]/g, '')}` }] : []),
    ...(email ? [{ text: email, href: `mailto:${email}` }] : []),
    ...[hours, advice].filter((text) => text !== undefined).map((text) => ({ text: say(text), href: null })),
  ];
}

function footerLinks(campus: CampusFile | null, say: (text: Localized) => string): View['links'] {
  return (campus?.links ?? [])
    .filter(({ footer, id }) => footer && id !== FEEDBACK)
    .map(({ label, url }) => ({ label: say(label), href: url }));
}

function feedbackLinks({ campus, campuses = [] }: Page, say: (text: Localized) => string): View['links'] {
  return (campus ? [campus] : campuses).flatMap((one) =>
    one.links
      .filter(({ id }) => id === FEEDBACK)
      .map(({ label, url }) => ({
        label: campus ? say(label) : `${say(label)} · ${say(one.campus.name)}`,
        href: url,
      })),
  );
}
