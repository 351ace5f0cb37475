import { setTimeout as wait } from 'node:timers/promises';
import type { Town } from './town.js';

const POINTS = ['chi-wah-ground', 'chi-wah-1f', 'chi-wah-2f'];
const AGAIN_MS = 100;
/** Readers at the gates: on a slow machine people wait in front of them, and show a new code when it is their turn. */
const AT_ONCE = 64;

export interface Answered {
  requestId: string;
  /** The hub's event. */
  id: string;
  decision: string;
  /** From the first try to the answer. */
  ms: number;
  tries: number;
}

/**
 * Scanners over the proxy: so many scans a second, each a new code. A scanner without an answer asks again under the
 * same request id until it has one.
 */
export class Scanners {
  readonly answered: Answered[] = [];
  /** How long `scan` took. */
  seconds = 0;
  /** Tries that ended without an answer, by what came instead. */
  readonly missed = new Map<string, number>();
  readonly #waiting = new Set<Promise<void>>();

  constructor(private readonly town: Town) {}

  async scan(count: number, perSecond: number): Promise<void> {
    const began = performance.now();
    for (let n = 0; n < count; n += 1) {
      const due = began + (n * 1_000) / perSecond;
      if (due > performance.now()) await wait(due - performance.now());
      while (this.#waiting.size >= AT_ONCE) await Promise.race(this.#waiting);
      const scan = this.#one(n, await this.town.freshCode()).finally(() => this.#waiting.delete(scan));
      this.#waiting.add(scan);
    }
    await Promise.all(this.#waiting);
    this.seconds = (performance.now() - began) / 1_000;
  }

  /** One more scan, until it has its answer. */
  async one(requestId: string): Promise<void> {
    await this.#one(0, await this.town.freshCode(), requestId);
  }

  async #one(n: number, code: string, requestId = `scan-${n}`): Promise<void> {
    const began = performance.now();
    for (let tries = 1; ; tries += 1) {
      const answer = await this.#ask(POINTS[n % POINTS.length] ?? '', JSON.stringify({ code, requestId }));
      if (answer) {
        this.answered.push({ requestId, ...answer, ms: performance.now() - began, tries });
        return;
      }
      await wait(AGAIN_MS);
    }
  }

  async #ask(point: string, body: string): Promise<{ id: string; decision: string } | null> {
    const headers = {
      'content-type': 'application/json',
      authorization: `Bearer ${this.town.demo.env['HKU_CHI_WAH_GATES_TOKEN']}`,
    };
    const path = `/api/v1/campuses/hku/points/${point}/decisions`;
    const answer = await this.town.proxy
      .ask({ path, method: 'POST', headers, body })
      .catch((error: Error & { code?: string }) => error.code ?? error.message);
    if (typeof answer === 'string' || answer.status !== 200) {
      const what = typeof answer === 'string' ? answer : String(answer.status);
      this.missed.set(what, (this.missed.get(what) ?? 0) + 1);
      return null;
    }
    return JSON.parse(answer.body) as { id: string; decision: string };
  }
}
