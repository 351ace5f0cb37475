import { z } from 'zod';

const answer = z.object({ access_token: z.string().min(1).max(2048), expires_in: z.number().positive() });

/** The platform gives a token's successor from five minutes before its end; both are good until then. */
const OVERLAP_MS = 290_000;

interface Kept {
  text: string;
  renewAt: number;
  until: number;
}

/**
 * The access token of one mini program on this node. One call at a time fetches it, whoever waits; while the old one is
 * still good, nobody waits for its successor. Nodes need not agree: the platform gives all of them the same one.
 */
export class AccessTokens {
  #kept: Kept | undefined;
  #fetching: Promise<string> | undefined;

  constructor(private readonly now: () => number) {}

  /** `fetch` asks the platform for the token. */
  async get(fetch: () => Promise<unknown>): Promise<string> {
    const now = this.now();
    const kept = this.#kept;
    if (!kept || now >= kept.until) return this.#fetch(fetch);
    // What goes wrong now is told to whoever has to wait for it, when the old one is over.
    if (now >= kept.renewAt) this.#fetch(fetch).catch(() => undefined);
    return kept.text;
  }

  /** The platform would not take this token any more: it is not given again. */
  refused(text: string): void {
    if (this.#kept?.text === text) this.#kept = undefined;
  }

  #fetch(fetch: () => Promise<unknown>): Promise<string> {
    this.#fetching ??= this.#keep(fetch).finally(() => {
      this.#fetching = undefined;
    });
    return this.#fetching;
  }

  async #keep(fetch: () => Promise<unknown>): Promise<string> {
    const { access_token: text, expires_in } = answer.parse(await fetch());
    const until = this.now() + expires_in * 1000;
    this.#kept = { text, until, renewAt: until - OVERLAP_MS };
    return text;
  }
}
