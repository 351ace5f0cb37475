import type pg from 'pg';
import type { Scan } from '../../../core/store/statements/record-events.js';

export const CAMPUS = 7;
/** A minute of the clock that stands still. */
export const NOON = Date.UTC(2026, 2, 2, 4);

export async function addCampus(pool: pg.Pool): Promise<void> {
  await pool.query("insert into campuses (number, slug, file, file_digest) values ($1, 'test', '{}', '')", [
    CAMPUS,
  ]);
}

let serial = 0;

/** A scan that was decided as a grant; every call is another holder's code and another request. */
export function grant(changes: Partial<Scan> = {}): Scan {
  serial += 1;
  return {
    ...{ campus: CAMPUS, point: 'gate', device: 'reader-1', requestId: `r-${serial}`, at: NOON },
    ...{ outcome: 'grant', reason: 'permitted', rule: 'staff', version: 3 },
    ...{ handle: serial.toString(16).padStart(16, '0'), step: 1_772_424_000 },
    ...changes,
  };
}

/** The same code again, in another request. */
export function again(scan: Scan, changes: Partial<Scan> = {}): Scan {
  return { ...scan, requestId: grant().requestId, ...changes };
}

export interface StoredEvent {
  id: number;
  outcome: string;
  reason: string;
  rule: string | null;
  requestId: string;
  /** The transaction that wrote it. */
  written: string;
}

export async function events(pool: pg.Pool): Promise<StoredEvent[]> {
  const { rows } = await pool.query<StoredEvent>(
    `select id, outcome, reason, rule, request_id as "requestId", xmin::text as written from events order by id`,
  );
  return rows;
}
