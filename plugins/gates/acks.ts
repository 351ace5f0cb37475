import type { AckMessage } from './topics.js';

interface Waiting {
  device: string;
  id: string;
  version: number;
  resolve(ack: AckMessage): void;
}

/** Pushes of this node whose acknowledgement has not come. */
export class Acks {
  readonly #waiting = new Set<Waiting>();

  /** Rejects with the signal's reason when it aborts first. */
  wait(device: string, id: string, version: number, signal: AbortSignal): Promise<AckMessage> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const end = () => {
        this.#waiting.delete(waiting);
        signal.removeEventListener('abort', abort);
      };
      const abort = () => {
        end();
        reject(signal.reason);
      };
      const waiting = {
        device,
        id,
        version,
        resolve: (ack: AckMessage) => {
          end();
          resolve(ack);
        },
      };
      this.#waiting.add(waiting);
      signal.addEventListener('abort', abort, { once: true });
    });
  }

  /** Whether somebody waited for it: an answer to the very command, or the version that was pushed. */
  arrived(device: string, ack: AckMessage): boolean {
    const found = [...this.#waiting].filter(
      (waiting) =>
        waiting.device === device && (waiting.id === ack.id || (ack.ok && waiting.version === ack.version)),
    );
    for (const waiting of found) waiting.resolve(ack);
    return found.length > 0;
  }
}
