export type PluginHealth = 'running' | 'disabled' | 'failed' | 'quarantined';

const CRASHES = 3;
const WITHIN_MS = 5 * 60_000;

interface Record {
  version: number;
  crashes: number[];
  problem: string;
  quarantined: boolean;
}

/** Counts the crashes of each plugin on each campus: three in five minutes and it stays stopped until it is changed. */
export class Supervisor {
  readonly #records = new Map<string, Record>();

  constructor(private readonly now: () => number) {}

  /** New settings lift the quarantine. */
  mayStart(key: string, version: number): boolean {
    const record = this.#records.get(key);
    return !record?.quarantined || record.version !== version;
  }

  started(key: string): void {
    const record = this.#records.get(key);
    if (record?.quarantined) this.#records.delete(key);
  }

  crashed(key: string, version: number, error: unknown): 'again' | 'quarantined' {
    const now = this.now();
    const before = this.#records.get(key)?.crashes ?? [];
    const crashes = [...before.filter((at) => now - at < WITHIN_MS), now];
    const quarantined = crashes.length >= CRASHES;
    this.#records.set(key, { version, crashes, problem: (error as Error).message, quarantined });
    return quarantined ? 'quarantined' : 'again';
  }

  forget(key: string): void {
    this.#records.delete(key);
  }

  health(key: string): { health: PluginHealth; problem: string | undefined } {
    const record = this.#records.get(key);
    if (!record) return { health: 'disabled', problem: undefined };
    return { health: record.quarantined ? 'quarantined' : 'failed', problem: record.problem };
  }
}
