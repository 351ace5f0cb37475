import type pg from 'pg';
import type { Logger } from 'pino';
import type { Snapshots } from '../snapshots/snapshots.js';
import type { EventRecorder } from '../store/event-recorder.js';
import type { RefusalLog } from '../store/refusal-log.js';
import type { Vault } from '../store/seal.js';

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
