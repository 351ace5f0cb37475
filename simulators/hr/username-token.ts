import { createHash, timingSafeEqual } from 'node:crypto';

export interface Credentials {
  username: string;
  password: string;
}

const WINDOW_MS = 5 * 60_000;

/**
 * Checks the WS-Security UsernameToken Profile 1.0: PasswordText, or PasswordDigest = base64(sha1(nonce + created +
 * password)) with `created` at most five minutes off and a nonce that was not seen in that time.
 */
export class UsernameTokenCheck {
  readonly #seen = new Map<string, number>();

  constructor(
    private readonly expected: Credentials,
    private readonly now: () => Date,
  ) {}

  /** `security` is the Security header as the `soap` package parsed it. */
  accepts(security: unknown): boolean {
    const token = child(security, 'UsernameToken');
    const password = text(child(token, 'Password'));
    if (password === undefined || text(child(token, 'Username')) !== this.expected.username) return false;
    const type = child(child(child(token, 'Password'), 'attributes'), 'Type');
    if (typeof type === 'string' && type.endsWith('#PasswordDigest'))
      return this.#acceptsDigest(token, password);
    return same(password, this.expected.password);
  }

  #acceptsDigest(token: unknown, digest: string): boolean {
    const nonce = text(child(token, 'Nonce'));
    const created = text(child(token, 'Created'));
    if (nonce === undefined || created === undefined) return false;
    const now = this.now().getTime();
    if (!(Math.abs(now - Date.parse(created)) <= WINDOW_MS)) return false;
    const wanted = createHash('sha1')
      .update(Buffer.from(nonce, 'base64'))
      .update(created)
      .update(this.expected.password);
    return same(digest, wanted.digest('base64')) && this.#firstSight(nonce, now);
  }

  #firstSight(nonce: string, now: number): boolean {
    // Created may lie as far ahead as behind, so a nonce matters for both windows together.
    for (const [old, at] of this.#seen) if (now - at > 2 * WINDOW_MS) this.#seen.delete(old);
    if (this.#seen.has(nonce)) return false;
    this.#seen.set(nonce, now);
    return true;
  }
}

function child(parent: unknown, name: string): unknown {
  return typeof parent === 'object' && parent !== null
    ? (parent as Record<string, unknown>)[name]
    : undefined;
}

/** An element with attributes is an object with its text under `$value`. */
function text(element: unknown): string | undefined {
  const value = typeof element === 'string' ? element : child(element, '$value');
  return typeof value === 'string' ? value : undefined;
}

function same(a: string, b: string): boolean {
  const digest = (value: string) => createHash('sha256').update(value).digest();
  return timingSafeEqual(digest(a), digest(b));
}
