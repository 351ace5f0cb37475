import { TokenBucket } from '../../core/domain/token-bucket.js';
import type { Scope } from '../../core/host/plugin.js';

/** Audit rows at once and a second: a gate that talks rubbish all day must not fill the audit. */
const BURST = 20;
const PER_SECOND = 0.2;

/** What was refused or dropped on one campus: every one is counted, and audited as far as the rate allows. */
export class Reports {
  readonly counts = new Map<string, number>();
  readonly #bucket = new TokenBucket(BURST, PER_SECOND);
  #unwritten = 0;
  #logged = 0;

  constructor(private readonly scope: Pick<Scope, 'hub' | 'log' | 'now'>) {}

  /** For what the hub audits itself. */
  count(action: string): void {
    this.counts.set(action, (this.counts.get(action) ?? 0) + 1);
  }

  /** `detail` holds no code and nothing of a person. Never throws: a failed audit is logged. */
  refused(action: string, device: string, detail: Record<string, unknown> = {}): void {
    this.count(action);
    if (!this.#bucket.take(this.scope.now())) {
      this.#unwritten += 1;
      return;
    }
    const more = this.#unwritten > 0 ? { alsoUnwritten: this.#unwritten } : {};
    this.#unwritten = 0;
    this.scope.hub.auditDevice(action, device, { ...detail, ...more }).catch((error: Error) => {
      this.scope.log.warn({ action, device, error: error.name }, 'an audit row was not written');
    });
  }

  /** The counts so far, when there is something new to say. */
  log(): void {
    const total = [...this.counts.values()].reduce((sum, count) => sum + count, 0);
    if (total === this.#logged) return;
    this.#logged = total;
    this.scope.log.info({ counts: Object.fromEntries(this.counts) }, 'messages of gates that were refused');
  }
}
