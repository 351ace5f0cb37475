import { readFileSync } from 'node:fs';
import { dateFormat } from '../../../core/domain/date-format.js';
import { type Language, type Localized, localized } from '../../../core/domain/languages.js';
import type { Scope } from '../../../core/host/plugin.js';
import { renderPage } from '../../../core/http/page/layout.js';
import type { Answer } from '../../../core/http/route.js';
import { stylesInPage } from '../../../web/components/styles-in-page/styles-in-page.js';
import { type Ask, Phones } from '../phone/phones.js';
import type { StaffappSettings } from '../settings.js';
import { WALLET_WORDS, type WalletWords } from '../words/index.js';

const ownStyle = readFileSync(new URL('../wallet.css', import.meta.url), 'utf8');

/** What one page is, inside the frame that all of them share. */
export interface Sheet {
  title: string;
  body: string;
  at?: 'code' | 'settings' | 'portal';
  scripts?: readonly string[];
  status?: number;
  kind?: string;
  /** Id of the element that the first paint waits for. */
  paintedWith?: string;
}

/** What every page of one campus's wallet needs: its scope, its phones, its addresses, its frame. */
export class Desk {
  readonly phones: Phones;
  readonly paths: Readonly<
    Record<
      'wallet' | 'notices' | 'settings' | 'settingsLogOut' | 'loggedOut' | 'portal' | 'portalLogOut',
      string
    >
  >;
  readonly api: string;

  constructor(readonly scope: Scope<StaffappSettings>) {
    const { slug } = scope.campus;
    this.phones = new Phones(scope);
    this.api = `/api/v1/campuses/${slug}/me`;
    this.paths = {
      wallet: `/${slug}/wallet`,
      notices: `/${slug}/wallet/notices`,
      settings: `/${slug}/wallet/settings`,
      settingsLogOut: `/${slug}/wallet/settings/log-out`,
      loggedOut: `/${slug}/wallet/logged-out`,
      portal: `/${slug}/portal/linked-device`,
      portalLogOut: `/${slug}/portal/linked-device/log-out`,
    };
  }

  words(ask: Ask): WalletWords {
    return WALLET_WORDS[ask.language];
  }

  /** What the campus calls its code, such as "HKU Access Code". */
  codeName(ask: Ask): string {
    return localized(this.scope.hub.file().branding.codeName, ask.language);
  }

  say(ask: Ask): (text: Localized) => string {
    return (text) => localized(text, ask.language);
  }

  answer(ask: Ask, sheet: Sheet): Answer {
    const styles = stylesInPage(this.scope.hub.file(), ownStyle);
    const html = renderPage({
      campus: this.scope.hub.file(),
      topics: ['code'],
      language: ask.language,
      title: sheet.title,
      body: sheet.body,
      home: this.paths.wallet,
      nav: this.nav(ask, sheet.at),
      account: this.account(ask),
      stylesInPage: styles,
      scripts: sheet.scripts ?? [],
      ...(sheet.paintedWith === undefined ? {} : { paintedWith: sheet.paintedWith }),
      kind: sheet.kind ?? 'wallet-page',
    });
    const headers = { 'cache-control': 'no-store' };
    return { status: sheet.status ?? 200, html, headers, styleSource: styles.source };
  }

  private account(ask: Ask) {
    const name = nameOf(ask);
    return name === null ? null : { name, signOut: `/${this.scope.campus.slug}/sign-out` };
  }

  private nav(ask: Ask, at: Sheet['at']) {
    const words = this.words(ask).nav;
    return [
      { href: this.paths.wallet, label: words.code, current: at === 'code' },
      ...(this.mayInvite(ask) ? [{ href: `/${this.scope.campus.slug}/visits`, label: words.visits }] : []),
      { href: this.paths.settings, label: words.settings, current: at === 'settings' || at === 'portal' },
    ];
  }

  /** Whether who holds this phone may invite visitors; of a phone without a session only where everybody with a code may. */
  private mayInvite({ principal }: Ask): boolean {
    const { visits, eligibility } = this.scope.hub.file();
    if (!visits) return false;
    const who = principal?.kind === 'person' ? [principal.affiliation] : eligibility.affiliations;
    return who.every((affiliation) => affiliation !== null && visits.hosts.includes(affiliation));
  }
}

/** The name of who is signed in; a phone that only keeps its pass tells no name. */
export function nameOf(ask: Ask): string | null {
  return ask.principal?.kind === 'person' ? ask.principal.displayName : null;
}

/** Day and time in the campus's zone, such as "22 November 2026 at 10:41". */
export function moment(iso: string, language: Language, timeZone: string): string {
  const locale = language === 'en' ? 'en-GB' : language;
  const format = dateFormat(locale, { dateStyle: 'long', timeStyle: 'short', hourCycle: 'h23', timeZone });
  return format.format(new Date(iso));
}
