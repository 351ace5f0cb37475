import { randomBytes } from 'node:crypto';
import { WechatError } from './wechat-error.js';

const LIFE_MS = 7_200_000;
/** Before its end a token gets a successor; both are good meanwhile. */
const OVERLAP_MS = 300_000;
const FORCED = { aDay: 20, apartMs: 30_000 };
const DAY_MS = 86_400_000;

interface Token {
  text: string;
  until: number;
}

/** The stable access tokens of one mini program. */
export class Tokens {
  #living: Token[] = [];
  readonly #ended = new Set<string>();
  readonly #forced: number[] = [];
  /** How many were given out anew. */
  made = 0;

  constructor(private readonly now: () => number) {}

  /** Normal mode: the same token until five minutes before its end. Forced: every living one ends at once. */
  give(force: boolean): { access_token: string; expires_in: number } {
    if (force) this.#force();
    const latest = this.#living.at(-1);
    const token = latest && this.now() < latest.until - OVERLAP_MS ? latest : this.#make();
    return { access_token: token.text, expires_in: Math.floor((token.until - this.now()) / 1000) };
  }

  /** Throws what the platform says of a token that is missing, unknown, revoked or over. */
  check(text: string | null): void {
    if (text === null || text === '') throw new WechatError(41001);
    const token = this.#living.find((living) => living.text === text);
    if (!token) throw new WechatError(this.#ended.has(text) ? 42001 : 40001);
    if (this.now() < token.until) return;
    this.#end(token);
    throw new WechatError(42001);
  }

  /** As if somebody else had forced a refresh: what was given is not good any more. */
  revoke(): void {
    this.#living = [];
  }

  #force(): void {
    const now = this.now();
    const lately = this.#forced.filter((at) => at > now - DAY_MS);
    if (lately.length >= FORCED.aDay) throw new WechatError(45009);
    if (now - (lately.at(-1) ?? -FORCED.apartMs) < FORCED.apartMs) throw new WechatError(45011);
    this.#forced.push(now);
    this.revoke();
  }

  #make(): Token {
    // As long as the platform warns that they may get.
    const token = {
      text: `${this.made + 1}_${randomBytes(380).toString('base64url')}`,
      until: this.now() + LIFE_MS,
    };
    for (const old of this.#living.slice(0, -1)) this.#ended.add(old.text);
    this.#living = [...this.#living.slice(-1), token];
    this.made += 1;
    return token;
  }

  #end(token: Token): void {
    this.#ended.add(token.text);
    this.#living = this.#living.filter((living) => living !== token);
  }
}
