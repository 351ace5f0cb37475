import { createHash } from 'node:crypto';
import type { Person } from '../people/people.js';
import type { Journal } from './journal.js';
import type { WorkerChange } from './worker-event.js';
import type { WorkerPatch } from './worker-patch.js';

export interface ChangedWorker {
  sourceKey: string;
  /** Absent when the worker was deleted. */
  worker?: Person;
}

/** HR's records: the people file with the journal's changes upon it. A stamp is a place in the journal. */
export class WorkerRecords {
  readonly #journal: Journal;
  readonly #workers: Map<string, Person>;
  readonly #lastChange = new Map<string, number>();
  /** Hears each change after it was made. */
  heard: ((change: WorkerChange) => void) | undefined;
  /** Changes with the people file and with the journal, so that a stamp of other records is known as foreign. */
  readonly #feed: string;

  constructor(people: readonly Person[], journal: Journal) {
    const staff = people.filter((person) => person.affiliation === 'staff');
    this.#workers = new Map(staff.map((person) => [person.sourceKey, person]));
    this.#journal = journal;
    this.#feed = createHash('sha256')
      .update(journal.id)
      .update(JSON.stringify(staff))
      .digest('hex')
      .slice(0, 8);
    journal.changes.forEach((change, index) => {
      this.#apply(change.sourceKey, change.patch, index + 1);
    });
  }

  get stamp(): string {
    return `${this.#feed}.${this.#journal.changes.length}`;
  }

  worker(sourceKey: string): Person | undefined {
    return this.#workers.get(sourceKey);
  }

  /** Changes a worker, or deletes the record with null. Answers the new stamp; an unknown number is a RangeError. */
  change(sourceKey: string, patch: WorkerPatch | null, at: Date): string {
    if (!this.#workers.has(sourceKey)) throw new RangeError(`HR has no worker ${sourceKey}.`);
    this.#journal.append({ sourceKey, patch, at: at.toISOString() });
    const place = this.#journal.changes.length;
    this.#apply(sourceKey, patch, place);
    const worker = this.#workers.get(sourceKey);
    this.heard?.({ sourceKey, place, at, ...(worker === undefined ? {} : { worker }) });
    return this.stamp;
  }

  /** All workers, by number. */
  all(): ChangedWorker[] {
    return byKey([...this.#workers].map(([sourceKey, worker]) => ({ sourceKey, worker })));
  }

  /** Workers changed after `stamp`, by number; undefined when the stamp is none of these records'. */
  changedSince(stamp: string): ChangedWorker[] | undefined {
    const place = this.#place(stamp);
    if (place === undefined) return undefined;
    const keys = [...this.#lastChange]
      .filter(([, changed]) => changed > place)
      .map(([sourceKey]) => sourceKey);
    return byKey(
      keys.map((sourceKey) => {
        const worker = this.#workers.get(sourceKey);
        return worker === undefined ? { sourceKey } : { sourceKey, worker };
      }),
    );
  }

  #place(stamp: string): number | undefined {
    const [feed, digits] = stamp.split('.');
    if (feed !== this.#feed || digits === undefined || !/^\d{1,9}$/.test(digits)) return undefined;
    const place = Number(digits);
    return place <= this.#journal.changes.length ? place : undefined;
  }

  #apply(sourceKey: string, patch: WorkerPatch | null, place: number): void {
    const before = this.#workers.get(sourceKey);
    if (before === undefined) return;
    this.#lastChange.set(sourceKey, place);
    if (patch === null) this.#workers.delete(sourceKey);
    else this.#workers.set(sourceKey, patched(before, patch));
  }
}

function patched(person: Person, patch: WorkerPatch): Person {
  const entries = Object.entries({ ...person, ...patch }).filter(
    ([, value]) => value !== null && value !== undefined,
  );
  return Object.fromEntries(entries) as unknown as Person;
}

function byKey(workers: ChangedWorker[]): ChangedWorker[] {
  return workers.sort((a, b) => (a.sourceKey < b.sourceKey ? -1 : 1));
}
