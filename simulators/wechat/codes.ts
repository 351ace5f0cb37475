import { randomBytes } from 'node:crypto';
import { WechatError } from './wechat-error.js';

const LIFE_MS = 300_000;

/** Codes that a phone gets from the platform and a server swaps: good once, for five minutes. */
export class Codes<What> {
  readonly #open = new Map<string, { what: What; until: number }>();

  constructor(
    private readonly now: () => number,
    private readonly prefix: string,
  ) {}

  make(what: What): string {
    const code = `${this.prefix}${randomBytes(16).toString('base64url')}`;
    this.#open.set(code, { what, until: this.now() + LIFE_MS });
    return code;
  }

  /** Throws 40029 for a code that was never given, was used, is too old, or is of the other kind. */
  use(code: string): What {
    const found = this.#open.get(code);
    this.#open.delete(code);
    if (!found || this.now() >= found.until) throw new WechatError(40029);
    return found.what;
  }
}
