import { createHash, randomBytes } from 'node:crypto';
import { Codes } from './codes.js';
import { Tokens } from './tokens.js';

export interface PhoneNumber {
  /** Digits, without a plus. */
  countryCode: string;
  /** Without the country's code. */
  number: string;
}

export interface UrlLink {
  url: string;
  path: string;
  query: string;
  /** Epoch milliseconds. */
  until: number;
}

/** One registered mini program: what the platform knows of it. */
export class App {
  readonly tokens: Tokens;
  readonly loginCodes: Codes<string>;
  readonly phoneCodes: Codes<PhoneNumber>;
  readonly links = new Map<string, UrlLink>();
  readonly blocked = new Set<string>();
  /** Calls that will be told that the platform is busy, by path. */
  readonly busy = new Map<string, number>();
  /** How often each path was called. */
  readonly calls = new Map<string, number>();
  readonly #logins = new Map<string, number[]>();

  constructor(
    readonly appid: string,
    readonly secret: string,
    /** Pages of the released version. */
    readonly pages: ReadonlySet<string>,
    readonly now: () => number,
  ) {
    this.tokens = new Tokens(now);
    this.loginCodes = new Codes(now, '0');
    this.phoneCodes = new Codes(now, 'p');
  }

  /** Stable for a person and this mini program; another mini program has another one. */
  openidOf(user: string): string {
    return `o${createHash('sha256').update(`${this.appid}/${user}`).digest('base64url').slice(0, 27)}`;
  }

  sessionKey(): string {
    return randomBytes(16).toString('base64');
  }

  /** More than a hundred sign-ins of one user within a minute are too many. */
  signsInTooOften(user: string): boolean {
    const now = this.now();
    const lately = [...(this.#logins.get(user) ?? []).filter((at) => at > now - 60_000), now];
    this.#logins.set(user, lately);
    return lately.length > 100;
  }

  addLink(link: UrlLink): void {
    this.links.set(link.url, link);
  }
}
