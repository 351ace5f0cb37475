import { noAnswer, readAnswer } from '../answer.js';
import type { Answer, Message } from '../gate.js';

/** Scans whose answer has not come. The first answer counts, a second one with the same id meets nobody. */
export class PendingScans {
  readonly #waiting = new Map<string, (answer: Answer) => void>();

  /** Waits for the answer to `id`, at most `withinMs`. */
  wait(id: string, withinMs: number): Promise<Answer> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#settle(noAnswer(id, 'timeout')), withinMs);
      this.#waiting.set(id, (answer) => {
        clearTimeout(timer);
        resolve(answer);
      });
    });
  }

  answered(body: Message, now: Date): void {
    if (typeof body.id === 'string') this.#settle(readAnswer(body.id, body, now));
  }

  /** Nobody will answer any more. */
  abandon(reason: string): void {
    for (const id of [...this.#waiting.keys()]) this.#settle(noAnswer(id, reason));
  }

  #settle(answer: Answer): void {
    this.#waiting.get(answer.id)?.(answer);
    this.#waiting.delete(answer.id);
  }
}
