import type pg from 'pg';
import type { Logger } from 'pino';
import type { Outcome, Reason } from '../domain/reasons.js';
import type { Snapshots } from '../snapshots/snapshots.js';
import type { EventRecorder } from '../store/event-recorder.js';
import type { RefusalLog } from '../store/refusal-log.js';
import type { Vault } from '../store/seal.js';

export interface Tally {
  /** An event was recorded; `seconds` since the scan came. */
  decided(campus: string, decision: { outcome: Outcome; reason: Reason; seconds: number }): void;
  codeIssued(campus: string, holder: 'member' | 'visitor'): void;
}

/** What a use case leans on, put together once in bin/. */
export interface Context {
  pool: pg.Pool;
  vault: Vault;
  snapshots: Snapshots;
  recorder: EventRecorder;
  refusals: RefusalLog;
  log: Logger;
  /** Epoch milliseconds. */
  now: () => number;
  /** Counts what happened, for whoever watches the hub; a command has none. */
  tally?: Tally;
}
