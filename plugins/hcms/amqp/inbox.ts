import type { WorkerEvent } from './worker-event.js';

/** An event that the broker handed over and that is not acknowledged yet. */
export interface Delivery {
  event: WorkerEvent;
  ack(): void;
}

/** Events that are being applied: never more than the broker hands over unacknowledged. */
export class Inbox {
  readonly #open = new Set<Delivery>();

  get size(): number {
    return this.#open.size;
  }

  add(delivery: Delivery): void {
    this.#open.add(delivery);
  }

  all(): Delivery[] {
    return [...this.#open];
  }

  /** They stand in the database. What was forgotten meanwhile is the broker's to bring again. */
  acknowledge(applied: readonly Delivery[]): void {
    for (const delivery of applied) if (this.#open.delete(delivery)) delivery.ack();
  }

  /** The connection is gone: the broker brings all of them again. */
  forget(): void {
    this.#open.clear();
  }
}

/** One event for each worker: the newest, and of two equally new ones that which came last. */
export function newestOfEach(deliveries: readonly Delivery[]): WorkerEvent[] {
  const newest = new Map<string, WorkerEvent>();
  for (const { event } of deliveries) {
    const before = newest.get(event.sourceKey);
    if (!before || event.position >= before.position) newest.set(event.sourceKey, event);
  }
  return [...newest.values()];
}
