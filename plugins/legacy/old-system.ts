import { z } from 'zod';
import type { ForeignScan } from '../../core/hooks/hook-map.js';
import type { Scope } from '../../core/host/plugin.js';
import { outboundFetch } from '../../core/outbound/outbound-fetch.js';
import type { LegacySettings } from './settings.js';

/** What the old system said of a text: yes, no, or nothing that could be understood in time. */
export type Word = 'yes' | 'no' | 'silent';

const MAX_BYTES = 16 * 1024;

type Needs = Pick<Scope<LegacySettings>, 'settings' | 'node' | 'log'>;

/** The old appointment system over HTTP. That it went silent is told once, and once more when it is back. */
export class OldSystem {
  #isSilent = false;
  readonly #answer: z.ZodType<Record<string, unknown>>;

  constructor(private readonly scope: Needs) {
    this.#answer = z.looseObject({ [scope.settings.fields.answer]: z.boolean() });
  }

  async ask(scan: ForeignScan): Promise<Word> {
    try {
      const opens = await this.#ask(scan);
      this.#told(null);
      return opens ? 'yes' : 'no';
    } catch (error) {
      this.#told(codeOf(error));
      return 'silent';
    }
  }

  async #ask({ text, point }: ForeignScan): Promise<boolean> {
    const { settings, node } = this.scope;
    const { fields, gates } = settings;
    const init = {
      method: 'POST',
      headers: {
        authorization: `Bearer ${settings.secret}`,
        'content-type': 'application/json',
        accept: 'application/json',
      },
      body: JSON.stringify({ [fields.text]: text, [fields.point]: gates[point] ?? point }),
    };
    // Its own budget, within the hub's: only an end that the breaker sees keeps a dead system from slowing every scan.
    const answer = await outboundFetch(settings.url, init, {
      budgetMs: settings.timeoutMs,
      allowPrivate: settings.allowPrivateAddresses || !node.production,
      maxBytes: MAX_BYTES,
      idempotent: false,
    });
    if (answer.status !== 200) throw new Error(`status_${answer.status}`);
    return this.#answer.parse(await answer.json())[fields.answer] === true;
  }

  #told(code: string | null): void {
    const isSilent = code !== null;
    if (isSilent && !this.#isSilent) this.scope.log.warn({ code }, 'the old system does not answer');
    if (!isSilent && this.#isSilent) this.scope.log.info('the old system answers again');
    this.#isSilent = isSilent;
  }
}

/** Never what was sent or answered: the text may name a visitor. */
function codeOf(error: unknown): string {
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (typeof code === 'string') return code;
  return typeof message === 'string' && /^status_\d{3}$/.test(message) ? message : 'unreadable_answer';
}
