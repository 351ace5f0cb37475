import type { Logger } from 'pino';
import type pg from 'pg';
import type { EventRecorder } from '../store/event-recorder.js';
import type { RefusalLog } from '../store/refusal-log.js';
import type { Vault } from '../store/seal.js';
import type { Snapshots } from '../snapshots/snapshots.js';

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
}
